-- Ask the given paths in turn, and print what wrk measured as JSON: wrk … -s load.lua URL -- [Name:value …] /path … or "POST /path {…}" …
local requests, at = {}, 0

function init(args)
  local headers = {}
  for _, given in ipairs(args) do
    if given:sub(1, 1) ~= "/" and given:sub(1, 5) ~= "POST " then
      local name, value = given:match("^([^:]+):(.*)$")
      headers[name] = value
    end
  end
  for _, given in ipairs(args) do
    if given:sub(1, 1) == "/" then
      table.insert(requests, wrk.format("GET", given, headers))
    elseif given:sub(1, 5) == "POST " then
      local path, body = given:match("^POST (%S+) (.*)$")
      local own = {["Content-Type"] = "application/json"}
      for name, value in pairs(headers) do own[name] = value end
      table.insert(requests, wrk.format("POST", path, own, body))
    end
  end
end

function request()
  at = at % #requests + 1
  return requests[at]
end

function done(summary, latency)
  local failed = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.status + summary.errors.timeout
  io.write(string.format('\nMEASURED {"requests": %d, "seconds": %.4f, "p50": %.3f, "p95": %.3f, "p99": %.3f, "bytes": %d, "failed": %d}\n',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(95) / 1e3, latency:percentile(99) / 1e3,
    summary.bytes, failed))
end
