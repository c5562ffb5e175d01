"""The grammar: sqlglot's parser with nothing but the words of the language switched on."""

from typing import ClassVar

from sqlglot import TokenType, parser, tokens
from sqlglot.dialects.dialect import Dialect

KEYWORDS: dict[str, TokenType] = {
    "AND": TokenType.AND,
    "OR": TokenType.OR,
    "NOT": TokenType.NOT,
    "IN": TokenType.IN,
    "BETWEEN": TokenType.BETWEEN,
    "IS": TokenType.IS,
    "NULL": TokenType.NULL,
    "LIKE": TokenType.LIKE,
    "CASE": TokenType.CASE,
    "WHEN": TokenType.WHEN,
    "THEN": TokenType.THEN,
    "ELSE": TokenType.ELSE,
    "END": TokenType.END,
    "TRUE": TokenType.TRUE,
    "FALSE": TokenType.FALSE,
    "DATE": TokenType.DATE,
    "DISTINCT": TokenType.DISTINCT,
    "FILTER": TokenType.FILTER,
    "WHERE": TokenType.WHERE,
    ">=": TokenType.GTE,
    "<=": TokenType.LTE,
    "<>": TokenType.NEQ,
    "!=": TokenType.NEQ,
}

SIGNS: dict[str, TokenType] = {
    "(": TokenType.L_PAREN,
    ")": TokenType.R_PAREN,
    ",": TokenType.COMMA,
    ".": TokenType.DOT,
    ":": TokenType.COLON,
    "+": TokenType.PLUS,
    "-": TokenType.DASH,
    "*": TokenType.STAR,
    "/": TokenType.SLASH,
    "=": TokenType.EQ,
    "<": TokenType.LT,
    ">": TokenType.GT,
    # Only ends the word before it: quotes are read by the tokenizer's own rules.
    "'": TokenType.UNKNOWN,
    '"': TokenType.UNKNOWN,
}


class Grammar(Dialect):
    """No statements, no comments, no casts; every function is a plain call by name."""

    class Tokenizer(tokens.Tokenizer):
        """Words, quoted names, texts, numbers and the signs above."""

        KEYWORDS: ClassVar[dict[str, TokenType]] = KEYWORDS
        SINGLE_TOKENS: ClassVar[dict[str, TokenType]] = SIGNS
        COMMENTS: ClassVar[list[str | tuple[str, str]]] = []

    class Parser(parser.Parser):
        """sqlglot's own functions are off, so that a name means what `words` says."""

        FUNCTIONS: ClassVar = {}
        FUNCTION_PARSERS: ClassVar = {}
        NO_PAREN_FUNCTIONS: ClassVar = {}
        NO_PAREN_FUNCTION_PARSERS: ClassVar = {"CASE": lambda self: self._parse_case()}
        SUBQUERY_PREDICATES: ClassVar = {}
