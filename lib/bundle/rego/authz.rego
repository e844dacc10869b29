# The decision, as an enforcement point asks for it: `POST /v1/data/sallyport/authz`. This package holds
# the result's keys and nothing else, since asking for a package answers with everything in it. No result at
# all is a denial as well.
package sallyport.authz

import rego.v1

import data.sallyport.lib.decision
import data.sallyport.lib.ready
import data.sallyport.lib.reply

default allow := false

allow := decision.result.outcome == "allow"

allowed := allow

outcome := decision.result.outcome

reason := decision.result.reason

message := reply.message

status := reply.status

status_code := reply.status

http_status := reply.status

headers := reply.headers

api := decision.result.api

operation := decision.result.operation

subject := decision.result.subject

device := decision.result.device

session := decision.result.session

policies := decision.result.policies

challenge := decision.result.challenge

rate_limits := decision.result.rate_limits

shadow := decision.result.shadow

degraded := decision.result.degraded

valid_seconds := decision.result.valid_seconds

revisions := ready.revisions
