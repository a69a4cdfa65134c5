"""Everything at once: a revision of the data set as one zip, and the pages that announce it to programs and people.

::

    planapi-r12.zip
      csv/observations.csv …        every resource; UTF-8 without BOM, as data packages have it
      parquet/observations.parquet  the same, typed
      planapi.sqlite                the same, as tables with foreign keys, and the texts
      texts/120102-plan-2021.txt    what every offset points into
      datapackage.json              the columns of the CSV for machines (Data Package)
      csv-metadata.json             the same as CSV on the Web
      croissant.json                the columns of the Parquet files, for machine learning
      README.md                     the codebook for people, in Chinese and English
      CHECKSUMS                     for ``sha256sum --check``
    planapi-r12-more.zip            made apart, when somebody wants it
      ndjson/observations.ndjson …
      parquet-exact/observations.parquet …

``tables`` says what there is to write, ``rows``, ``sqlite``, ``package``, ``csvw``, ``croissant`` and ``codebook`` how, ``making`` and ``packing`` do it,
``store`` keeps it, ``pruning`` removes it in the end; ``serving`` and ``views`` hand
it out; ``catalog`` and ``signposts`` point to it. Why it is made when it is first asked for: docs/decisions/0009-releases.md.
"""
