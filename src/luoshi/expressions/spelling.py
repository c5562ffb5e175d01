"""What may not stand in a text: characters, signs and spellings people get wrong."""

import re
import unicodedata

from sqlglot import Token, TokenType

from luoshi.expressions.errors import ExpressionError

LONGEST = 4000
"""Most characters in an expression."""

FULL_WIDTH = dict(
    zip("＞＜＝！＋－×＊÷／，。．：；（）‘’“”、　", "><=!+-**//,..:;()'''', ", strict=True)
)
FULL_WIDTH |= {"≥": ">=", "≤": "<=", "≠": "<>"}
"""Signs of Chinese keyboards with what to write in their place."""

_INSTEAD = {
    ";": "只能写一个表达式，不能有分号",
    "|": "连接文字请用 concat(甲, 乙)",
    "!": "不等于请写 <>，否定请写 not",
    "&": "“并且”请写 and",
    "`": "带符号的列名请用英文双引号括起来",
    "?": "参数请写成 :参数名",
    "$": "参数请写成 :参数名",
    "@": "参数请写成 :参数名",
}


def check_text(text: str) -> None:
    """Refuse a text that is empty, too long, commented or has invisible characters."""
    if not text.strip():
        raise ExpressionError("表达式是空的")
    if len(text) > LONGEST:
        raise ExpressionError(f"表达式太长：{len(text)} 个字，最多 {LONGEST} 个字")
    for offset, character in enumerate(text):
        if unicodedata.category(character) in ("Cc", "Cf", "Cs") and character not in "\n\r\t":
            raise ExpressionError("这里有一个看不见的字符，请删掉").at(text, offset)
    for mark in re.finditer(r"--|/\*", re.sub(r"'[^']*'|\"[^\"]*\"", _blank, text)):
        raise ExpressionError("表达式里不能写注释，减去负数请加括号").at(text, mark.start())


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def check_token(token: Token, text: str) -> None:
    """Refuse a number or a word that is not spelt as the language does."""
    if token.token_type is TokenType.NUMBER:
        _check_number(token, text)
    if token.token_type is TokenType.VAR:
        _check_word(token, text)


def _check_number(token: Token, text: str) -> None:
    if not re.fullmatch(r"\d{1,18}(\.\d{1,6})?", token.text, re.ASCII):
        message = f"数“{token.text}”写法不对：整数最多 18 位，小数最多 6 位，不用科学记数"
        raise ExpressionError(message).at(text, token.start)


def _check_word(token: Token, text: str) -> None:
    for offset, character in enumerate(token.text, token.start):
        if character in FULL_WIDTH or "０" <= character <= "ｚ":
            half = FULL_WIDTH.get(character) or unicodedata.normalize("NFKC", character)
            message = f"“{character}”是全角符号，请改成半角的“{half}”"
            raise ExpressionError(message + "；列名里带它的，请核对列名").at(text, offset)
        if not re.match(r"\w", character):
            advice = _INSTEAD.get(character, "列名里带它的，请核对列名或用英文双引号括起来")
            raise ExpressionError(f"不认识符号“{character}”：{advice}").at(text, offset)
