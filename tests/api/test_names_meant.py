"""Lists take codes and slugs; who writes a name is told the code."""

from typing import Any

import pytest

from districts.models import District
from tests import factories as make
from tests.api.conftest import Get

pytestmark = pytest.mark.django_db


def wrong(get: Get, path: str, **asked: Any) -> dict[str, Any]:
    (error,) = get(path, status=400, **asked)["errors"]
    return error


@pytest.mark.parametrize("path", ["observations", "targets", "indicators", "compare", "progress"])
@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("GDP", "gdp"),
        ("地区生产总值", "gdp"),
        ("生产总值", "gdp"),
        ("GDP增速", "gdp-growth"),
        ("经济增长", "gdp-growth"),
        ("新增就业", "new-jobs"),
        ("城镇新增就业", "new-jobs"),
        ("新增城镇就业", "new-jobs"),
        ("财政收入", "general-public-budget-revenue"),
        ("国家高新技术企业", "high-tech-firms"),
        ("社零总额", "retail-sales"),
        ("地区生产总质", "gdp"),
        ("high-tech-firm", "high-tech-firms"),
    ],
)
def test_the_name_of_an_indicator(path: str, name: str, slug: str, get: Get) -> None:
    error = wrong(get, path, indicator=name)
    assert error["nearest"] == slug
    assert error["message"] == f"there is no indicator {name!r}"


@pytest.mark.parametrize("path", ["observations", "projects", "documents", "compare", "search", "districts"])
@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("河东", "120102"),
        ("河东区", "120102"),
        ("天津河东", "120102"),
        ("天津市河东区", "120102"),
        ("静海县", "120118"),
        ("Hedong District", "120102"),
        ("Hedong Districts", "120102"),
        ("天津", "120000"),
        ("河北", "120105"),
    ],
)
def test_the_name_of_a_district(path: str, name: str, code: str, get: Get) -> None:
    needed = {"compare": {"indicator": "gdp"}, "search": {"q": "养老"}}
    assert wrong(get, path, district=name, **needed.get(path, {}))["nearest"] == code


def test_a_name_of_several_is_told_with_their_cities(get: Get) -> None:
    District.objects.create(code="371312", name="河东区", name_en="Hedong District", level="county")
    error = wrong(get, "observations", district="河东")
    assert error["nearest"] == "120102"
    assert error["message"] == (
        "there is no district '河东': it may be 120102 (天津市河东区) or 371312 (山东省临沂市河东区)"
    )


@pytest.mark.parametrize("name", ["全国", "中国", "我国", "中华人民共和国"])
def test_the_nation_has_a_code(name: str, get: Get) -> None:
    assert "100000 (中华人民共和国) is not in the data" in wrong(get, "observations", district=name)["message"]
    District.objects.create(code="100000", name="中华人民共和国", name_en="People's Republic of China", level="nation")
    assert wrong(get, "observations", district=name)["nearest"] == "100000"


def test_what_is_not_in_the_data_is_told_by_its_code(get: Get) -> None:
    error = wrong(get, "observations", district="高唐")
    assert (error["nearest"], error["message"]) == (
        None,
        "there is no district '高唐': 371526 (山东省聊城市高唐县) is not in the data",
    )


def test_a_part_of_a_name_is_told_with_all_that_have_it(get: Get) -> None:
    error = wrong(get, "observations", indicator="就业")
    assert error["nearest"] == "new-jobs"
    assert "new-jobs (新增就业人数) or " in error["message"]


def test_verify_is_told_as_well(get: Get, api_client: Any) -> None:
    response = api_client.post("/api/v1/verify/", {"sentence": "2022年", "district": "天津河东"}, format="json")
    assert response.json()["errors"][0]["nearest"] == "120102"


def test_it_takes_few_statements_however_many_rows_there_are(
    get: Get, empty: None, monkeypatch: pytest.MonkeyPatch, django_assert_max_num_queries: Any
) -> None:
    monkeypatch.setattr("rest.fast.names.MOST_READ", 5)
    for number in range(20):
        make.make_indicator(slug=f"i{number:03}-rate", name_zh=str(number), name_en=str(number))
    make.make_indicator("gdp")
    with django_assert_max_num_queries(6):
        assert wrong(get, "observations", indicator="GDP")["nearest"] == "gdp"


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("districts/河东区", "There is no district '河东区'. Did you mean “120102”?"),
        ("districts/Hedong District", "There is no district 'Hedong District'. Did you mean “120102”?"),
        ("districts/高唐", "There is no district '高唐': 371526 (山东省聊城市高唐县) is not in the data."),
        ("indicators/GDP", "There is no indicator 'GDP'. Did you mean “gdp”?"),
        ("indicators/zzzzzz", "There is no indicator 'zzzzzz'."),
    ],
)
def test_an_address_with_a_name_in_it_is_answered_with_the_code(path: str, told: str, get: Get) -> None:
    assert get(path, status=404)["detail"] == told


@pytest.mark.parametrize(
    ("path", "near"),
    [
        ("/api/v1/observation/", "/api/v1/observations/"),
        ("/api/observations/", "/api/v1/observations/"),
        ("/api/v2/observations/120102-plan-2021-o1/", "/api/v1/observations/"),
        ("/observations/", "/api/v1/observations/"),
        ("/api/v1/special_plans/", "/api/v1/special-plans/"),
        ("/api/", "/api/v1/"),
        ("/openapi.json", "/api/v1/schema/"),
        ("/api/v1/openapi.yaml", "/api/v1/schema/"),
        ("/swagger/", "/api/v1/schema/"),
        ("/docs", "/api/v1/docs/"),
        ("/api/v1/xyz/", None),
        ("/wp-login.php", None),
        ("/api/v1/observations/x/y/z/", None),
    ],
)
def test_an_address_that_there_is_not_is_answered_with_the_one_meant(path: str, near: str | None, client: Any) -> None:
    answer = client.get(path, headers={"Accept": "application/json"})
    meant = f". Did you mean {near}?" if near else "; /api/v1/ lists what there is."
    assert (answer.status_code, answer.json()["detail"]) == (404, f"There is nothing at this address{meant}")


def test_another_method_is_answered_with_those_that_there_are(api_client: Any) -> None:
    assert (
        api_client.post("/api/v1/parks/", {}, format="json").json()["detail"].endswith("It takes GET, HEAD, OPTIONS.")
    )
    assert api_client.get("/api/v1/verify/").json()["detail"].endswith("It takes POST, OPTIONS.")


def test_what_is_to_be_verified_is_called_the_sentence(api_client: Any) -> None:
    problem = api_client.post("/api/v1/verify/", {"text": "2022年"}, format="json").json()
    assert problem["errors"][0]["nearest"] == "sentence"
    assert problem["detail"] == "text: unknown member. Did you mean “sentence”?"
