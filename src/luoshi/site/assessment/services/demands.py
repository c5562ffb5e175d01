"""What actions of a round have in common: the round locked, its state, an item, the log."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest

from luoshi.pack.scorecard_items import ItemBase
from luoshi.site.accounts.services import User
from luoshi.site.assessment.choices import State
from luoshi.site.assessment.models import Round
from luoshi.site.assessment.services.rounds import basis_of, state_of
from luoshi.site.audit.services import Action, record


def locked(found: Round) -> None:
    """Let nobody else do anything in a round until the transaction ends."""
    Round.objects.select_for_update().get(pk=found.pk)


def demand(found: Round, state: State, why: str) -> None:
    """Stop here unless a round is in a state.

    Raises:
        ValidationError: it is in another.
    """
    if state_of(found) is not state:
        raise ValidationError(why)


def demand_said(text: str, why: str) -> None:
    """Stop here unless something is said.

    Raises:
        ValidationError: nothing is.
    """
    if not text.strip():
        raise ValidationError(why)


def item_of(found: Round, place: str, item: str) -> ItemBase:
    """An item that a place is scored by, as its card has it.

    Raises:
        ValidationError: there is none, or the place is not assessed.
    """
    for one in basis_of(found).bases:
        if place in {code for code, *_ in one.places} and place not in found.left_out:
            items = (each for part in one.card.parts_of(place) for each in part.items)
            known = next((each for each in items if each.id == item), None)
            if known is not None:
                return known
    raise ValidationError("没有这一项，或者这个县、单位不考核")


def place_of(found: Round, said: str) -> str:
    """A place of a round by its code or its name.

    Raises:
        ValidationError: it is none.
    """
    for basis in basis_of(found).bases:
        for code, name, _ in basis.places:
            if said in (code, name):
                return code
    raise ValidationError({"place": f"这次考核没有“{said}”，写县（市、区）或单位的名称"})


def log(action: object, found: Round, told: str) -> None:
    """Write down on the audit log what an action did."""
    user: User | None = getattr(action, "user", None)
    request: HttpRequest | None = getattr(action, "request", None)
    record(Action.ASSESSMENT, user=user, request=request, target=f"{found} {found.pk}：{told}")
