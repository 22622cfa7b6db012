-- wrk as people who sign in: each request posts ID and password with the tokens of a form fetched before the run. The
-- right answer is 303. One line at the end: requests, seconds, p50 and p99 in ms, answers other than 303.
local requests, turn = {}, 0

function init()
    local id = os.getenv("BENCH_LOGIN_IDS")
    local headers = {
        ["Content-Type"] = "application/x-www-form-urlencoded",
        ["Cookie"] = "nsdb_form=" .. os.getenv("BENCH_FORM"),
        ["Origin"] = os.getenv("BENCH_ORIGIN"),
    }
    for login_id in id:gmatch("%S+") do
        table.insert(requests, wrk.format("POST", "/signin/", headers,
            "login_id=" .. login_id .. "&password=" .. os.getenv("BENCH_PASSWORD") .. "&csrf_token=" .. os.getenv("BENCH_CSRF")
            .. "&idempotency_key=AAAAAAAAAAAAAAAAAAAAAA&next="))
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
