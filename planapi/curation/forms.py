"""The forms of the desk."""

from typing import Any

from django import forms

from planapi.curation.correcting import put_back_copy, said_of
from planapi.curation.fields import HELD_BY_TARGET, CorrectableField, CorrectableKind
from planapi.curation.models import EDITORS, LONGEST_NAME, LONGEST_REASON
from text.vocabulary import Direction, IndicatorCategory, Measure, Origin


class WhyForm(forms.Form):
    """Why something is done."""

    why = forms.CharField(
        label="理由",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="会公开，请写明依据。",
    )


class SignedForm(WhyForm):
    """Why, and who is shown to the public."""

    shown_as = forms.CharField(
        label="公开署名", max_length=LONGEST_NAME, initial=EDITORS, help_text="给读者看的角色或姓名；登录账号不公开。"
    )


def _field_of(field: CorrectableField, value: Any) -> forms.Field:
    given: dict[str, Any] = {"label": field.label, "required": False, "initial": value}
    if field.choices:
        empty = [("", "（无）")] if field.column.null else []
        return forms.ChoiceField(choices=[*empty, *field.choices], **given)
    if field.name in ("caveat", "definition", "note"):
        return forms.CharField(widget=forms.Textarea(attrs={"rows": 2}), **given)
    if isinstance(value, list):
        given |= {"initial": "、".join(value), "help_text": "用顿号隔开"}
    if field.name == "indicator":
        given["help_text"] = "指标的英文名（slug），见指标列表；空为不属于任何指标"
    return forms.CharField(**given)


class CorrectionForm(SignedForm):
    """What can be corrected of a row, as it is now."""

    removes = forms.BooleanField(label="不应有此条（整条移除）", required=False)

    def __init__(self, kind: CorrectableKind, row: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = {name: value for name, value in kind.told_by(row).items() if _is_corrected_here(kind, row, name)}
        read, said = kind.told_by(put_back_copy(kind, row)), said_of(row)
        for name, value in self.now.items():
            field = _field_of(kind.fields[name], value)
            if name in said:
                field.disabled, field.help_text = True, f"已更正（原读作 {read[name]}）；要再改，请先撤回"
            self.fields[name] = field
        if kind.stays:
            del self.fields["removes"]
        self.order_fields([*self.now, "removes", "why", "shown_as"])

    def changes(self) -> dict[str, Any] | None:
        """What is otherwise than it was shown; None: the row should not be there."""
        if self.cleaned_data.get("removes"):
            return None
        return {name: self.cleaned_data[name] for name in self.now if name in self.changed_data}


def _is_corrected_here(kind: CorrectableKind, row: Any, name: str) -> bool:
    return not (getattr(row, "origin", "") == Origin.TABLE.value and name in HELD_BY_TARGET)


class DecideForm(forms.Form):
    """What comes of a report."""

    right = forms.CharField(
        label="正确内容",
        required=False,
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="属实时必填：应读作什么，如“32.6万元 2022 actual”。会写进测试用例。",
    )
    why = forms.CharField(label="处理说明", required=False, max_length=LONGEST_REASON)


def _choices(words: Any) -> list[tuple[str, str]]:
    return [("", "—"), *words.choices()]


def _lines(label: str, told: str) -> forms.CharField:
    return forms.CharField(label=label, required=False, widget=forms.Textarea(attrs={"rows": 2}), help_text=told)


class RuleForm(SignedForm):
    """A merge, or with conditions a split."""

    source = forms.CharField(label="原指标", max_length=80, help_text="指标的英文名（slug）")
    target = forms.CharField(
        label="并入／拆为",
        max_length=80,
        required=False,
        help_text="已有指标的 slug，或新指标的 slug；拆分时留空表示不再归入任何指标",
    )
    subjects = _lines("只限这些名称", "每行一个，与原文名称完全一致；不填条件即为整体合并")
    contains = _lines("名称含有", "每行一个，含其一即可")
    units = _lines("单位", "每行一个")
    measures = forms.MultipleChoiceField(label="量的性质", required=False, choices=Measure.choices())
    name_zh = forms.CharField(
        label="新指标：中文名", required=False, max_length=120, help_text="只在“拆为”是新指标时填写，以下同"
    )
    name_en = forms.CharField(label="新指标：英文名", required=False, max_length=200)
    unit = forms.CharField(label="新指标：单位", required=False, max_length=40)
    category = forms.ChoiceField(label="新指标：领域", required=False, choices=_choices(IndicatorCategory))
    direction = forms.ChoiceField(label="新指标：方向", required=False, choices=_choices(Direction))
    measure = forms.ChoiceField(label="新指标：量的性质", required=False, choices=_choices(Measure))
    definition = forms.CharField(label="新指标：定义", required=False, widget=forms.Textarea(attrs={"rows": 2}))
    definition_source = forms.CharField(label="新指标：定义出处", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields([name for name in self.fields if name not in ("why", "shown_as")] + ["why", "shown_as"])
