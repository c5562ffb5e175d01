"""From text to syntax tree, within limits. What the tree may hold is for `admit` to say."""

from collections.abc import Mapping

from sqlglot import ParseError, Token, TokenError, TokenType, exp

from luoshi.expressions.dialect import Grammar
from luoshi.expressions.errors import ExpressionError
from luoshi.expressions.spelling import check_text, check_token

MOST_TOKENS = 1500
DEEPEST = 20
"""Most brackets within brackets."""

_OPENING = {TokenType.L_PAREN, TokenType.CASE}
_CLOSING = {TokenType.R_PAREN, TokenType.END}
_QUOTED = {TokenType.STRING, TokenType.IDENTIFIER}


def read(text: str, awkward: Mapping[str, tuple[str, ...]]) -> exp.Expr:
    """Parse one expression.

    ``awkward`` holds the known names that are not one plain word, by first character and
    longest first; they may stand in the text unquoted.
    """
    try:
        check_text(text)
        tokens = _join_names(_tokens(text), text, awkward)
        for token in tokens:
            check_token(token, text)
        _check_brackets(tokens, text)
        return _parse(tokens, text)
    except ExpressionError as error:
        raise error.at(text, None) from None


def _tokens(text: str) -> list[Token]:
    try:
        tokens = Grammar().tokenize(text)
    except TokenError:
        raise ExpressionError("引号没有配对：文字用英文单引号，列名用英文双引号") from None
    if len(tokens) > MOST_TOKENS:
        raise ExpressionError(f"表达式太复杂：最多 {MOST_TOKENS} 个词")
    return tokens


def _join_names(
    tokens: list[Token], text: str, awkward: Mapping[str, tuple[str, ...]]
) -> list[Token]:
    """Make one name of the tokens that together spell a known name such as 致贫/返贫风险1.

    The longest name wins. Texts and quoted names are never touched, and a name must end
    where a token ends.
    """
    ends = {token.end: index for index, token in enumerate(tokens)}
    joined: list[Token] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        name = _name_at(token, text, awkward, ends)
        if name:
            end = token.start + len(name) - 1
            joined.append(
                Token(TokenType.IDENTIFIER, name, token.line, token.col, token.start, end)
            )
            index = ends[end]
        else:
            joined.append(token)
        index += 1
    return joined


def _name_at(
    token: Token, text: str, awkward: Mapping[str, tuple[str, ...]], ends: Mapping[int, int]
) -> str | None:
    if token.token_type in _QUOTED:
        return None
    for name in awkward.get(text[token.start], ()):
        if text.startswith(name, token.start) and token.start + len(name) - 1 in ends:
            return name
    return None


def _check_brackets(tokens: list[Token], text: str) -> None:
    depth = 0
    for token in tokens:
        depth += (token.token_type in _OPENING) - (token.token_type in _CLOSING)
        if depth < 0:
            raise ExpressionError(f"这里多了一个“{token.text}”").at(text, token.start)
        if depth > DEEPEST:
            raise ExpressionError(f"括号套得太深：最多 {DEEPEST} 层").at(text, token.start)
    if depth > 0:
        raise ExpressionError("少了右括号“)”，或者 case 没有以 end 结尾")


def _parse(tokens: list[Token], text: str) -> exp.Expr:
    try:
        found = Grammar().parser().parse(tokens, text)
    except ParseError as error:
        raise _unreadable(error, text) from None
    except RecursionError:
        raise ExpressionError("表达式套得太深，请拆成几个简写") from None
    if len(found) != 1 or found[0] is None:
        raise ExpressionError("只能写一个表达式")
    return found[0]


def _unreadable(error: ParseError, text: str) -> ExpressionError:
    detail = error.errors[0] if error.errors else {}
    near = str(detail.get("highlight") or "")
    offset = len(str(detail.get("start_context") or ""))
    shown = f"“{near}”附近" if near else "这里"
    # sqlglot cuts long contexts short: the offset holds only where the text agrees with it.
    found = offset if text[offset:].startswith(near) else None
    return ExpressionError(f"{shown}的写法读不懂").at(text, found)
