"""The editors' desk, as an editor uses it."""

import re
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from indicators.models import Observation
from planapi.curation.models import Correction, IndicatorRule, WrongReading
from planapi.curation.words import ReportState

pytestmark = pytest.mark.django_db

ROW = "120102-report-2023-o1312"
ROWS = (
    "districts/subdistrict",
    "districts/term",
    "districts/specialplan",
    "indicators/target",
    "indicators/observation",
)
ROWS += ("projects/project", "projects/park")


@pytest.fixture
def editor() -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("editor"))
    return client


def page(client: Client, path: str, *, status: int = 200, **asked: Any) -> str:
    response = client.get(f"/admin/{path}", asked)
    assert response.status_code == status, response
    return response.content.decode()


def text_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@pytest.mark.parametrize("table", ROWS)
def test_a_list_shows_each_row_in_its_context_by_few_statements(table: str, editor: Client) -> None:
    app, model = table.split("/")
    page(editor, f"{app}/{model}/")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        shown = page(editor, f"{app}/{model}/", q="120110-plan-2021")
    assert len(asked) <= 7, [one["sql"][:100] for one in asked]
    assert '<span class="context">' in shown
    assert "<mark>" in shown
    assert not [
        one for one in asked if re.search(r"count\(\*\)", one["sql"], re.IGNORECASE) and "LIMIT 10000" not in one["sql"]
    ]


def test_rows_are_found_by_what_has_an_index(editor: Client) -> None:
    found = page(editor, "indicators/observation/", q=ROW)
    assert found.count('class="context"') == 1
    assert "一般公共预算收入" in page(editor, "indicators/observation/", q="120102 一般公共预算收入")
    assert "请先写文件名或地区代码" in page(editor, "indicators/observation/", q="一般公共预算收入")
    assert "性质" in text_of(page(editor, "indicators/observation/", q="120102", kind__exact="estimate"))


def test_a_row_stands_beside_its_quote_with_what_can_be_done(editor: Client) -> None:
    row = Observation.objects.get(key=ROW)
    shown = page(editor, f"indicators/observation/{row.pk}/change/")
    assert row.quote in text_of(shown)
    assert f"/admin/curation/correction/add/?resource=observations&amp;key={ROW}" in shown
    assert "保存" not in shown


def test_a_document_shows_how_well_it_was_read(editor: Client) -> None:
    listed = page(editor, "districts/document/")
    assert "120102-report-2023" in listed
    with CaptureQueriesContext(connection) as asked:
        (number,) = re.findall(r"/admin/districts/document/(\d+)/change/[^>]*>120102-report-2023<", listed)
        shown = text_of(page(editor, f"districts/document/{number}/change/"))
    assert re.search(r"共 \d+ 个数字", shown)
    assert "未读懂之处" in shown
    assert re.search(r"数据 \d+ · 指标表 \d+", shown)
    assert len(asked) < 25


def test_a_correction_is_made_and_withdrawn_at_the_desk(editor: Client) -> None:
    address = f"/admin/curation/correction/add/?resource=observations&key={ROW}"
    form = editor.get(address)
    assert form.context["form"]["value"].initial == 32.6
    given = {
        name: field.initial if field.initial is not None else "" for name, field in form.context["form"].fields.items()
    }
    given |= {"value": "23.6", "why": "原文核对", "shown_as": "编辑部"}
    refused = editor.post(address, given | {"value": "很多"})
    assert "应为数字" in refused.content.decode()
    assert editor.post(address, given | {"why": ""}).context["form"].errors["why"]
    assert not Correction.objects.exists()
    assert editor.post(address, given)["Location"].endswith(f"/admin/indicators/observation/?q={ROW}")
    made = Correction.objects.get()
    assert (made.changes, made.made_by.username if made.made_by else None) == ({"value": 23.6}, "editor")
    assert Observation.objects.get(key=ROW).value == Decimal("23.6")
    assert "数值：32.6 → 23.6" in text_of(page(editor, "curation/correction/", q=ROW))
    assert "已更正（原读作 32.6）" in editor.get(address).content.decode()
    editor.post(f"/admin/curation/correction/{made.pk}/withdraw/", {"why": "原文无误"})
    assert Observation.objects.get(key=ROW).corrected is None
    assert "原文无误" in page(editor, f"curation/correction/{made.pk}/change/")


def test_a_report_is_decided_and_leads_to_a_correction(editor: Client) -> None:
    made = WrongReading.objects.create(
        made_at="2026-01-31T09:30:00Z", resource="observations", key=ROW, document="120102-report-2023", revision=1,
        quote="32.6", text="完成 32.6 亿元", row={"said": "说", "facts": [["数值", "32.6"]], "read": {}}, message="<b>错</b>",
    )  # fmt: skip
    assert "&lt;b&gt;错&lt;/b&gt;" in page(editor, "curation/wrongreading/")
    shown = page(editor, f"curation/wrongreading/{made.pk}/change/")
    assert "数值：32.6" in shown
    assert f"report={made.pk}" in shown
    decide = f"/admin/curation/wrongreading/{made.pk}/decide/"
    assert "请写明正确内容" in editor.post(decide, {"confirm": "属实"}).content.decode()
    editor.post(decide, {"confirm": "属实", "right": "32.6亿元"})
    made.refresh_from_db()
    assert (made.state, made.right, made.decided_by.username if made.decided_by else "") == (
        "confirmed",
        "32.6亿元",
        "editor",
    )
    add = f"/admin/curation/correction/add/?resource=observations&key={ROW}&report={made.pk}"
    given = {
        name: field.initial if field.initial is not None else ""
        for name, field in editor.get(add).context["form"].fields.items()
    }
    editor.post(add, given | {"unit": "万元", "why": "读者报错"})
    made.refresh_from_db()
    assert made.correction == Correction.objects.get()
    editor.post(decide, {"reject": "不属实", "why": "原文如此"})
    made.refresh_from_db()
    assert made.state == ReportState.REJECTED


def test_the_effect_of_a_merge_is_shown_before_it_is_done(editor: Client) -> None:
    given = {"source": "general-public-budget-revenue", "target": "gdp", "why": "试并", "shown_as": "编辑部"}
    moved = Observation.objects.filter(indicator=given["source"]).count()
    shown = text_of(editor.post("/admin/curation/indicatorrule/add/", given | {"go": "查看影响"}).content.decode())
    assert f"将移动：数据 {moved} 条" in shown
    assert "冲突" in shown
    assert not IndicatorRule.objects.exists()
    editor.post("/admin/curation/indicatorrule/add/", given | {"confirm": "执行"})
    assert Observation.objects.filter(indicator=given["source"]).count() == 0
    editor.post(f"/admin/curation/indicatorrule/{IndicatorRule.objects.get().pk}/withdraw/", {"why": "撤回"})
    assert Observation.objects.filter(indicator=given["source"]).count() == moved


@pytest.mark.parametrize(
    "path", ["curation/correction/add/?resource=observations&key=x", "curation/indicatorrule/add/"]
)
def test_who_has_no_permission_makes_nothing(path: str) -> None:
    client = Client()
    user = User.objects.create_user("looker", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    client.force_login(user)
    assert client.post(f"/admin/{path}", {}).status_code == 403
