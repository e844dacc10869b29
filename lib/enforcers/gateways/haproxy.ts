import { hearsayHeaders, identityHeaders } from "#lib/bundle/gateway-headers.ts";
import { type GatewayFacts, listenParts } from "./gateway-facts.ts";

/**
 * HAProxy (2.6 and later, built with Lua as Debian's is). Stock HAProxy can't ask a server whether a request may
 * pass; its own Lua and HTTP client can, in the script beside this. A script that fails lets HAProxy go on with the
 * next rule, so that rule denies whatever the script did not expressly allow.
 */
export function haproxyConfig({ upstream, listen }: GatewayFacts): string {
  const [address, port] = listenParts(listen);
  const removed = ["Connection", "Upgrade", "X-Client-Certificate", ...hearsayHeaders];
  return `global
    lua-load /etc/haproxy/sallyport.lua

defaults
    mode http
    timeout connect 5s
    timeout client 60s
    timeout server 60s

frontend sallyport
    bind ${address}:${port}
    # Many an API reads X_Sallyport_Subject as X-Sallyport-Subject.
    option http-restrict-req-hdr-names delete
    http-request del-header X-Sallyport- -m beg
${removed.map((name) => `    http-request del-header ${name}`).join("\n")}
    # With client certificates (bind … ssl verify optional ca-file …), and CLIENT_CERTIFICATE_HEADER=x-client-certificate
    # at the enforcer:
    # http-request set-header X-Client-Certificate %[ssl_c_der,sha2(256),hex] if { ssl_c_used } { ssl_c_verify 0 }
    http-request lua.sallyport
    http-request deny deny_status 403 unless { var(txn.sallyport) -m str allow }
    http-request del-header X-Client-Certificate
    http-request set-header X-Forwarded-For %[src]
    http-request set-header X-Forwarded-Host %[req.hdr(Host)]
    http-request set-header X-Forwarded-Proto https if { ssl_fc }
    http-request set-header X-Forwarded-Proto http unless { ssl_fc }
    default_backend api

backend api
    server api ${new URL(upstream).host}${upstream.startsWith("https:") ? " ssl verify required ca-file @system-ca" : ""}
`;
}

/** The script: asks with what the client sent, byte by byte, and answers in the enforcer's words where it denies. */
export function haproxyScript({ enforcerUrl }: Pick<GatewayFacts, "enforcerUrl">): string {
  return `-- Asks the Sallyport enforcer whether a request may pass. Only its 200 sets txn.sallyport, without which the
-- frontend denies.
local authorize = "${new URL(enforcerUrl).origin}/authorize"
-- Only for an enforcer on another machine.
local secret = os.getenv("SALLYPORT_GATEWAY_SECRET")

-- What a decision looks at, and what would make the API serve another method than was decided.
local asked = {
${asked.map((name) => `    ["${name}"] = true,`).join("\n")}
}
local identity = {
${identityHeaders.map((name) => `    "${name}",`).join("\n")}
}
local told = {
${told.map((name) => `    "${name}",`).join("\n")}
}
local denials = { [400] = true, [401] = true, [403] = true, [429] = true, [503] = true }

${asking}${answering}`;
}

const asked = [
  "authorization",
  "dpop",
  "origin",
  "access-control-request-method",
  "x-http-method-override",
  "x-http-method",
  "x-method-override",
  "x-client-certificate",
];

const told = [
  "www-authenticate",
  "retry-after",
  "cache-control",
  "content-type",
  "x-sallyport-reason",
  "x-sallyport-decision-id",
];

const asking = `-- HAProxy's lists of values begin with 0.
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

`;

const answering = `local function refuse(txn, answer)
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
`;
