"""A small world to ask about: three documents of two districts, with rows of every kind."""

from django.db import connection

from districts.models import Document
from indicators.deriving import derive
from indicators.models import Numeral
from tests import factories as make

SLUGS = {"plan": "120102-plan-2021", "report": "120102-report-2023", "other": "120110-plan-2021"}

MANY = 50_000


def replace_everything() -> None:
    """Make the world in place of every document and indicator; the districts of the first migration stay."""
    clear()
    hedong, dongli = make.make_district(), make.make_district("120110", "东丽区")
    plan = make.make_document(district=hedong)
    report = make.make_document(district=hedong, kind="report", year=2023)
    other = make.make_document(district=dongli)
    indicator = make.make_indicator()
    for document in (plan, report, other):
        make.make_chapter(document=document)
        make.make_observation(document=document, indicator=indicator)
        make.make_observation(
            document=document, subject="养老床位数", value=None, value_cny=None, comparator="ref", unit=None, year=None
        )
        make.make_observation(
            document=document,
            subject="城镇新增就业",
            value="51.300000",
            unit="万人",
            value_cny=None,
            kind="actual",
            year=2020,
        )
        make.make_numeral(document=document)
        make.make_numeral(document=document, raw="2020", raw_start=6500, raw_end=6504, disposition="date")
        make.make_project(document=document, name="养老中心", investment_raw="0.59亿元", investment_cny=59_000_000)
        make.make_park(
            document=document, name="航空产业园", aliases=["空港园"], industries=["航空航天"], area_km2="7.500000"
        )
    for document in (plan, other):
        target = make.make_target(document=document, indicator=indicator)
        make.make_observation(document=document, origin="table", side="target", target=target)
        make.make_subdistrict(document=document)
        make.make_term(document=document)
        make.make_special_plan(document=document)
    make.make_run(document=plan, counts={"targets": 1})
    make.make_run(source_name="bad.txt", state="failed", error="no text in it")
    derive(["120102", "120110"])
    make.index()


def clear() -> None:
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE districts_document, indicators_indicator CASCADE")


def make_many() -> None:
    """Make 50,000 numerals more, all like the first of the plan but for where they are."""
    template = Numeral.objects.get(document__slug=SLUGS["plan"], raw="680")
    own = {"key": "'n' || lpad(number::text, 5, '0')", "raw_start": "10000 + number", "raw_end": "10001 + number"}
    fields = [str(field.column) for field in Numeral._meta.concrete_fields if field.attname not in {"id", "since"}]
    taken = ", ".join(own.get(column, f'"{column}"') for column in fields)
    columns = ", ".join(f'"{column}"' for column in fields)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {Numeral._meta.db_table} ({columns}) "
            f"SELECT {taken} FROM {Numeral._meta.db_table}, generate_series(0, {MANY - 1}) number WHERE id = %s",
            [template.pk],
        )


def documents() -> dict[str, Document]:
    """The documents of the world, by what the tests call them."""
    return {name: Document.objects.get(slug=slug) for name, slug in SLUGS.items()}
