"""The gate: what files hold, as sheets of cells. Nothing here knows of tables or columns.

Every door reads through `opening.read_file`: imports, ledgers, exports to be checked, lists of
exemptions. A cell is what the file holds; what cannot be relied on is `Spoiled`.
"""
