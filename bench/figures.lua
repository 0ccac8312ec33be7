-- The last line wrk prints: requests, microseconds, p50 and p95 (µs), answers of 400 and above, broken connections.
function done(summary, latency, requests)
  local e = summary.errors
  print(string.format("FIGURES %d %d %d %d %d %d", summary.requests, summary.duration,
    latency:percentile(50), latency:percentile(95), e.status, e.connect + e.read + e.write + e.timeout))
end
