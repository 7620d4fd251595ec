"""Taking data along: everything of a person as one file, and such a file coming in.

`format` is the version of the file, `record` what every kind of record can do, `assessments` the
kinds that come back by an import, `account`, `mentors` and `teams` what is only told. `exporting`
writes the document, `document` checks one, `importing` adds its records. See docs/export-file.md.
"""
