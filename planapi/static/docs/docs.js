/* Gives Stoplight Elements the description of the API: of long lists of parameters those that are asked every day, unless the page is that of all. */
(async () => {
  const view = document.querySelector("elements-api");
  const waiting = document.getElementById("waiting");
  const { schema, everyday, all } = view.dataset;
  try {
    const answer = await fetch(schema);
    if (!answer.ok) throw new Error(`${schema}: ${answer.status}`);
    const described = await answer.json();
    // Behind a proxy the site may not know by which scheme it is asked.
    described.servers = [{ url: location.origin }];
    for (const parameter of parametersOf(described)) asOneText(parameter, described);
    if (everyday) shorten(described, Number(everyday), all);
    view.apiDescriptionDocument = described;
    waiting.remove();
  } catch (error) {
    waiting.textContent = `The description of the API could not be loaded (${error.message}). Reload the page to try again.`;
  }
})();

function shorten(described, most, all) {
  for (const operations of Object.values(described.paths)) {
    for (const operation of Object.values(operations)) {
      const parameters = operation.parameters ?? [];
      if (parameters.length <= most) continue;
      const more = parameters.length - most;
      operation.parameters = parameters.slice(0, most);
      const address = `${all}#/operations/${operation.operationId}`;
      operation.description += `\n\nThese are the everyday parameters; [${more} more are on the page of all](${address}).`;
    }
  }
}

function* parametersOf(described) {
  yield* Object.values(described.components.parameters);
  for (const operations of Object.values(described.paths)) {
    for (const { parameters } of Object.values(operations)) {
      for (const parameter of parameters ?? []) if (parameter.schema) yield parameter;
    }
  }
}

/* What takes several values is typed here as in a URL, a,b; Elements would have it as JSON, ["a","b"], and say so to nobody. */
function asOneText(parameter, described) {
  const { type, items } = parameter.schema;
  if (type !== "array") return;
  const words = items.$ref ? described.components.schemas[items.$ref.split("/").pop()].enum : items.enum;
  const told = parameter.description;
  if (words && !words.every((word) => told.includes(`\`${word}\``))) {
    parameter.description = `${told} Values: ${words.map((word) => `\`${word}\``).join(", ")}.`;
  }
  parameter.schema = { type: "string" };
  delete parameter.explode;
}
