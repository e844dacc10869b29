-- Asks the Sallyport enforcer whether a request may pass. Only its 200 sets txn.sallyport, without which the
-- frontend denies.
local authorize = "http://127.0.0.1:8181/authorize"
-- Only for an enforcer on another machine.
local secret = os.getenv("SALLYPORT_GATEWAY_SECRET")

-- What a decision looks at, and what would make the API serve another method than was decided.
local asked = {
    ["authorization"] = true,
    ["dpop"] = true,
    ["origin"] = true,
    ["access-control-request-method"] = true,
    ["x-http-method-override"] = true,
    ["x-http-method"] = true,
    ["x-method-override"] = true,
    ["x-client-certificate"] = true,
}
local identity = {
    "X-Sallyport-Subject",
    "X-Sallyport-Device",
    "X-Sallyport-Session",
    "X-Sallyport-Api",
    "X-Sallyport-Operation",
    "X-Sallyport-Decision-Id",
}
local told = {
    "www-authenticate",
    "retry-after",
    "cache-control",
    "content-type",
    "x-sallyport-reason",
    "x-sallyport-decision-id",
}
local denials = { [400] = true, [401] = true, [403] = true, [429] = true, [503] = true }

-- HAProxy's lists of values begin with 0.
local function values(list)
    local all, at = {}, 0
    while list and list[at] do
        all[#all + 1] = list[at]
        at = at + 1
    end
    return all
end

local function request(txn)
    local given = txn.http:req_get_headers()
    local headers = {}
    for name, list in pairs(given) do
        if asked[name] then headers[name] = values(list) end
    end
    -- HTTP/2 has no request line: HAProxy makes one up, with scheme and host. In HTTP/1 the line is as it came.
    local target = txn.sf:url()
    if txn.sf:req_ver():sub(1, 2) ~= "1." then target = txn.sf:pathq() end
    headers["x-forwarded-method"] = { txn.sf:method() }
    headers["x-forwarded-uri"] = { target }
    headers["x-forwarded-host"] = values(given["host"])
    headers["x-forwarded-for"] = { txn.sf:src() }
    headers["x-forwarded-proto"] = { txn.f:ssl_fc() == 1 and "https" or "http" }
    if secret then headers["x-sallyport-gateway-secret"] = { secret } end
    return headers
end

local function refuse(txn, answer)
    local status = denials[answer.status] and answer.status or 403
    local reply = txn:reply({ status = status })
    for _, name in ipairs(told) do
        for _, value in ipairs(values(answer.headers and answer.headers[name])) do
            reply:add_header(name, value)
        end
    end
    reply:set_body(denials[answer.status] and answer.body or "")
    txn:done(reply)
end

core.register_action("sallyport", { "http-req" }, function(txn)
    local answer = core.httpclient():get({ url = authorize, headers = request(txn), timeout = 1000 })
    if answer.status ~= 200 then return refuse(txn, answer) end
    for _, name in ipairs(identity) do
        local found = values(answer.headers[name:lower()])
        if #found == 1 then txn.http:req_set_header(name, found[1]) end
    end
    txn:set_var("txn.sallyport", "allow")
end)
