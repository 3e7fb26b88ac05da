"""Do the schemas themselves, as their publishers give them out, find nothing wrong with what is written?

They may not be carried along here. Whoever has them runs `make standards SCHEMAS=folder`; everybody else has the tables that were held
against them (`tests.opendata.shapes`).
"""
