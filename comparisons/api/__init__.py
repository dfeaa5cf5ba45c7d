"""Floor 4: the record for programs, read-only JSON at /api/v1/.

`shapes` says what replies look like, `writing` makes them from the pages of `queries`, `views`
answer, `resources` lists what there is, and `openapi` describes exactly that list.
"""
