"""Following matters up (督办): handed over, told of, urged, closed, looked at again."""
