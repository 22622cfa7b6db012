-- Requests of a run of wrk: BENCH_PATHS holds the addresses, one a line; BENCH_SESSIONS is how many sessions take turns.
-- At the end one line: requests, seconds, p50 and p99 in ms, answers other than 200 and broken connections.
local requests, turn = {}, 0

function init()
    local token = os.getenv("BENCH_TOKEN")
    local sessions = tonumber(os.getenv("BENCH_SESSIONS"))
    for path in os.getenv("BENCH_PATHS"):gmatch("[^\n]+") do
        for session = 1, sessions do
            local headers = {Cookie = "nsdb=" .. token .. session}
            table.insert(requests, wrk.format("GET", path, headers))
        end
    end
end

function request()
    turn = turn % #requests + 1
    return requests[turn]
end

function done(summary, latency)
    local errors = summary.errors
    io.write(string.format("RESULT %d %.3f %.3f %.3f %d\n", summary.requests, summary.duration / 1e6,
        latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
        errors.status + errors.connect + errors.read + errors.write + errors.timeout))
end
