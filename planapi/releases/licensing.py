"""Under which terms the data may be used. Why these: docs/decisions/0009-releases.md."""

DATA_LICENSE = "CC0-1.0"
DATA_LICENSE_URL = "https://creativecommons.org/publicdomain/zero/1.0/"
DATA_LICENSE_TITLE = "CC0 1.0 Universal"

NOTE_ZH = (
    "所收规划纲要和政府工作报告属于国家机关的决议、决定等具有立法、行政性质的文件，依《中华人民共和国著作权法》第五条不适用该法。"
    "由其整理而成的数据以及统一指标目录，维护者以 CC0 1.0 放弃其可能享有的一切权利：可自由使用，无须许可；请注明出处和数据版本。"
    "生成和提供数据的软件以 MIT 许可发布。"
)
NOTE_EN = (
    "The plans and reports are resolutions, decisions and other documents of state organs of a legislative or administrative nature, to which the Copyright "
    "Law of the People's Republic of China does not apply (its article 5). Whatever rights the maintainers may have in the data made from them, and in the "
    "catalogue of indicators, they waive by CC0 1.0: use it as you like. Please name the document and the revision. The software that makes and serves "
    "the data is under the MIT license."
)
