# The decision, as an enforcement point asks for it: `POST /v1/data/sallyport/authz`. One rule, since each member of a
# package that is asked for as a whole costs OPA as much as a rule. No result at all is a denial as well.
package sallyport

import rego.v1

import data.sallyport.lib.decision
import data.sallyport.lib.ready
import data.sallyport.lib.reasons
import data.sallyport.lib.reply

authz := {
	"allow": allow,
	"allowed": allow,
	"outcome": result.outcome,
	"reason": result.reason,
	"message": text.message,
	"status": text.status,
	"status_code": text.status,
	"http_status": text.status,
	"headers": reply.headers(result),
	"api": result.api,
	"operation": result.operation,
	"subject": result.subject,
	"device": result.device,
	"session": result.session,
	"policies": result.policies,
	"challenge": result.challenge,
	"rate_limits": result.rate_limits,
	"shadow": result.shadow,
	"degraded": result.degraded,
	"valid_seconds": result.valid_seconds,
	"revisions": ready.revisions,
} if {
	result := decision.result
	allow := result.outcome == "allow"
	text := reasons.texts[result.reason]
}
