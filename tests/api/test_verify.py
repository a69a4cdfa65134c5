"""Sentences that somebody might print, true, false, vague and tricky, held against the five documents."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from history.revisions import newest
from indicators.claims import read_claims

Ask = Callable[..., Any]
ADDRESS = "/api/v1/verify/"


@pytest.fixture
def verify(api_client: APIClient, db: None) -> Ask:
    """``verify("…", district="120102")`` is the answer; ``status=400`` for a body that must be refused."""

    def ask(sentence: Any, *, status: int = 200, revision: int | None = None, **body: Any) -> Any:
        address = ADDRESS if revision is None else f"{ADDRESS}?revision={revision}"
        response = api_client.post(address, {"sentence": sentence, **body}, format="json")
        assert response.status_code == status, response.content.decode()
        return response.json()

    return ask


SENTENCES = {
    # what is stated
    "2022年，河东区国家高新技术企业达到155家。": ("supported", None),
    "截至2022年底，天津市河东区共有国家高新技术企业155家": ("supported", None),
    "河东区2022年国家高新技术企业超过150家": ("supported", None),
    "和平区2020年国家高新技术企业58家": ("supported", None),
    "预计2022年河东区一般公共预算收入32.6亿元，增长1.36%": ("supported", None),
    "2022年河东区一般公共预算收入32.6亿": ("supported", None),
    "2022年河东区一般公共预算收入326000万元": ("supported", None),
    "2022年河东区一般公共预算收入三十二点六亿元": ("supported", None),
    "2022年河东区GDP增速约3.5%": ("supported", None),
    "2020年河东区GDP约360亿元": ("supported", None),
    "2023年河东区地区生产总值增长目标为5%左右": ("supported", None),
    "到2025年，河东区国家高新技术企业达到150家": ("supported", None),
    "东丽区力争2025年国家高新技术企业超过680家": ("supported", None),
    "“十三五”期间河东区累计新增就业16.5万人": ("supported", None),
    "2022年河东区新增就业1.65万人": ("supported", None),
    "2022年河东区建成240个智慧社区，智慧社区达到555个": ("supported", None),
    "2022年河东区督促整改隐患4973项": ("supported", None),
    "河东区国家高新技术企业从2020年的110家增加到2022年的155家": ("supported", None),
    "到2025年，和平区新增养老床位1000张": ("supported", None),
    "根据《河东区2023年政府工作报告》，2022年国家高新技术企业155家": ("supported", None),
    # what is stated otherwise
    "河东区2022年国家高新技术企业160家": ("contradicted", None),
    "河东区2022年国家高新技术企业不足150家": ("contradicted", None),
    "2022年，河东区1,550家国家高新技术企业": ("contradicted", None),
    "2022年河东区一般公共预算收入35亿元": ("contradicted", None),
    "2022年河东区一般公共预算收入约40亿元": ("contradicted", None),
    "东丽区2025年力争国家高新技术企业达到500家": ("contradicted", None),
    "2022年河东区智慧社区240个": ("contradicted", None),
    "2022年河东区技术合同交易额50亿元": ("contradicted", None),
    "2022年河东区督促整改隐患6000项": ("contradicted", None),
    "“十三五”期间河东区累计新增就业20万人": ("contradicted", None),
    "2022年，河东区国家高新技术企业155家，一般公共预算收入35亿元。": ("contradicted", "some_of_several"),
    # almost
    "2022年河东区一般公共预算收入33亿元": ("partly_supported", "rounded"),
    "2022年河东区地区生产总值增长3.5%": ("partly_supported", "other_bound"),
    "河东区2025年国家高新技术企业150家": ("partly_supported", "kind_not_said"),
    "2022年河东区一般公共预算收入实际完成了32.6亿元": ("partly_supported", "other_kind"),
    "和平区2025年的目标是城镇调查失业率不超过7%": ("partly_supported", "implied"),
    "东丽区2020年国家高新技术企业380家": ("partly_supported", "several_stated"),
    "2022年河东区国家高新技术企业155家，人工智能企业88家": ("partly_supported", "some_of_several"),
    # not stated, and not contradicted
    "2021年河东区国家高新技术企业155家": ("not_stated", "only_other_years"),
    "河东区2025年国家高新技术企业实际达到了150家": ("not_stated", "other_kind"),
    "河东区2025年国家高新技术企业200家": ("not_stated", "other_kind"),
    "到2025年东丽区国家高新技术企业达到700家": ("not_stated", "bound"),
    "2022年河东区技术合同交易额72亿元": ("not_stated", "bound"),
    "2020年河东区新增就业16.5万人": ("not_stated", "not_comparable"),
    "2025年河东区地区生产总值增长6%": ("not_stated", "stated_without_number"),
    "2022年上海市浦东新区国家高新技术企业155家": ("not_stated", "no_document"),
    "2022年天津市国家高新技术企业155家": ("not_stated", "no_document"),
    "2022年河北区粮食产量5万吨": ("not_stated", "nothing_stated"),
    "2022年河北区核桃产量5万吨": ("not_checkable", "indicator_unknown"),
    # what can't be told
    "2022年国家高新技术企业155家": ("not_checkable", "no_district"),
    "河东区国家高新技术企业有155家": ("not_checkable", "no_year"),
    "2022年河东区一般公共预算收入不是32.6亿元": ("not_checkable", "negated"),
    "2022年河东区没有达到155家国家高新技术企业": ("not_checkable", "negated"),
    "2022年河东区国家高新技术企业是否达到155家？": ("not_checkable", "not_asserted"),
    "如果2022年河东区国家高新技术企业有155家，就完成了任务": ("not_checkable", "not_asserted"),
    "2020年河东区、和平区国家高新技术企业分别为110家和58家": ("not_checkable", "several_districts"),
    "2022年河东区国家高新技术企业大幅增长": ("not_checkable", "no_number_in_sentence"),
    "2022年河东区经济总量排名第3": ("not_checkable", "no_number_in_sentence"),
    "河东区发展得很好。": ("not_checkable", "no_number_in_sentence"),
    "2022年河东区一般公共预算收入若干亿元": ("not_checkable", "no_number_in_sentence"),
}


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_gets_its_verdict(sentence: str, verify: Ask) -> None:
    answer = verify(sentence)
    assert (answer["verdict"], answer["reason"]) == SENTENCES[sentence], json.dumps(
        answer["claims"], ensure_ascii=False
    )


def test_a_verdict_rests_on_a_quote(verify: Ask, api_client: APIClient) -> None:
    (claim,) = verify("2022年，河东区国家高新技术企业达到160家。")["claims"]
    assert (claim["raw"], claim["indicator"]["slug"], claim["district"]["code"]) == (
        "160家",
        "high-tech-firms",
        "120102",
    )
    assert (claim["year"], claim["kind"], claim["verdict_zh"]) == (2022, None, "不符")
    stated = claim["statements"][0]
    assert (stated["stance"], stated["differences"]) == ("contradicts", ["value"])
    assert (stated["value"], stated["unit"]) == (155, "家")
    assert "155家" in stated["observation"]["evidence"]["quote"]
    assert api_client.get(stated["evidence_page"].removeprefix("http://testserver")).status_code == 200


def test_another_year_and_another_kind_are_shown(verify: Ask) -> None:
    (claim,) = verify("2021年河东区国家高新技术企业155家")["claims"]
    assert {one["stance"] for one in claim["statements"]} == {"other_year"}
    assert {one["observation"]["year"] for one in claim["statements"]} == {2020, 2022, 2025}
    assert abs(claim["statements"][0]["observation"]["year"] - 2021) == 1
    (claim,) = verify("河东区2025年国家高新技术企业实际达到了150家")["claims"]
    assert (claim["kind"], claim["statements"][0]["stance"]) == ("actual", "other_kind")
    assert claim["statements"][0]["observation"]["kind"] == "target"


def test_each_number_is_a_claim_of_its_own_place(verify: Ask) -> None:
    answer = verify("2020年河东区国家高新技术企业110家，和平区58家。")
    assert [(one["raw"], one["district"]["name"]) for one in answer["claims"]] == [
        ("110家", "河东区"),
        ("58家", "和平区"),
    ]


def test_the_district_may_be_given(verify: Ask) -> None:
    sentence = "2022年国家高新技术企业155家"
    assert verify(sentence, district="120102")["verdict"] == "supported"
    assert verify(sentence, document="120102-report-2023")["verdict"] == "supported"
    assert verify(sentence, document="120102-plan-2021")["reason"] == "only_other_years"
    assert verify("2022年和平区国家高新技术企业155家", district="120102")["reason"] == "other_district"


def test_what_a_number_was_taken_for_is_told(verify: Ask) -> None:
    answer = verify("2022年河东区经济总量排名第3")
    assert answer["claims"] == []
    assert [(one["raw"], one["disposition"]) for one in answer["ignored"]] == [("3", "ordinal")]


def test_offsets_are_of_the_sentence(verify: Ask) -> None:
    sentence = "𠮷：据报道，２０２２年 天津市河东区 GDP 增长３．５％左右，国家高新技术企业 155 家"
    answer = verify(sentence)
    assert [one["raw"] for one in answer["claims"]] == ["３．５％左右", "155 家"]
    for one in answer["claims"]:
        assert sentence[one["start"] : one["end"]] == one["raw"]
    assert answer["verdict"] == "supported"


def test_a_revision_of_the_past_is_asked(verify: Ask) -> None:
    sentence = "2022年河东区国家高新技术企业155家"
    number = newest().number
    assert verify(sentence, revision=number) == verify(sentence)
    before = verify(sentence, revision=1)
    assert (before["revision"], before["verdict"]) == (1, "not_stated")
    verify(sentence, revision=999, status=400)


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ({}, "sentence"),
        ({"sentence": ""}, "sentence"),
        ({"sentence": 155}, "sentence"),
        ({"sentence": None}, "sentence"),
        ({"sentence": "字" * 1001}, "sentence"),
        ({"sentence": "155家\x00"}, "sentence"),
        ({"sentence": "155家", "distrct": "120102"}, "distrct"),
        ({"sentence": "155家", "district": "120199"}, "district"),
        ({"sentence": "155家", "document": "120102-plan-2020"}, "document"),
        ({"sentence": "155家", "document": "120102-plan-2021", "district": "120101"}, "document"),
    ],
)
def test_a_body_that_is_not_right_is_refused(body: Any, wrong: str, api_client: APIClient, db: None) -> None:
    answer = api_client.post(ADDRESS, body, format="json")
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert [one["parameter"] for one in answer.json()["errors"]] == [wrong]
    assert "None" not in answer.json()["detail"]


@pytest.mark.parametrize(
    ("octets", "media_type", "status"),
    [
        (b"[]", "application/json", 400),
        (b"{", "application/json", 400),
        (b'{"sentence": "\\ud800"}', "application/json", 400),
        (b'{"sentence": NaN}', "application/json", 400),
        (b"[" * 100_000, "application/json", 400),
        (b"\xff", "application/json", 400),
        (b"155", "text/plain", 415),
        (b"sentence=155", "application/x-www-form-urlencoded", 415),
        (b" " * 1_100_000, "application/json", 413),
    ],
)
def test_what_is_no_body_is_refused(
    octets: bytes, media_type: str, status: int, api_client: APIClient, db: None
) -> None:
    answer = api_client.post(ADDRESS, octets, content_type=media_type)
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"


def test_it_is_posted_to(api_client: APIClient, db: None) -> None:
    assert api_client.get(ADDRESS).status_code == 405
    assert api_client.get(ADDRESS)["Allow"] == "POST, OPTIONS"
    assert api_client.options(ADDRESS)["Allow"] == "POST, OPTIONS"
    assert api_client.post(f"{ADDRESS}?year=2022", {"sentence": "155家"}, format="json").status_code == 400


def test_many_numbers_take_as_many_statements_as_few(verify: Ask) -> None:
    counts = []
    for sentence in ("2022年河东区国家高新技术企业155家", "2022年河东区国家高新技术企业155家，" * 40):
        with CaptureQueriesContext(connection) as queries:
            verify(sentence)
        counts.append(len(queries))
    assert counts == [5, 5]


def test_odd_sentences_are_read() -> None:
    for odd in (
        "",
        "。",
        "《",
        "155",
        "%",
        "20" * 400,
        "一" * 900,
        "2022年" * 150,
        "河东区" * 300,
        "\r\n\t|1|2|",
        "1,2,3,4,5",
    ):
        for claim in read_claims(odd).claims:
            assert odd[claim.start : claim.end].strip(), odd


@pytest.mark.parametrize(
    ("limit", "told"),
    [
        ("MOST_CLAIMS", "at most 1 are verified: send it in parts"),
        ("MOST_STATED", "state more than 1 numbers"),
        ("MOST_COMPARED", "more than 1 statements would have to be compared"),
    ],
)
def test_too_much_to_verify_is_refused(
    limit: str, told: str, api_client: APIClient, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"indicators.analysis.verify.{limit}", 1)
    sentence = "河东区2022年国家高新技术企业155家，2025年国家高新技术企业150家。"
    response = api_client.post("/api/v1/verify/", {"sentence": sentence}, format="json")
    assert response.status_code == 400, response.json()
    assert told in response.json()["errors"][0]["message"]


def test_a_body_of_many_wrong_members_is_told_in_few_words(api_client: APIClient, db: None) -> None:
    body = {f"member{number}": "x" * 500 for number in range(1000)}
    response: Any = api_client.post("/api/v1/verify/", body, format="json")
    assert response.status_code == 400
    assert response.json()["errors_left_out"] == 990
    assert len(response.content) < 5000
