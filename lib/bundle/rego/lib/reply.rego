# The decision in the words of HTTP: status, headers, and a message that says nothing about policies. On an allow the
# headers are for the upstream, otherwise for the caller.
package sallyport.lib.reply

import rego.v1

import data.sallyport.lib.decision
import data.sallyport.lib.reasons
import data.sallyport.lib.token

headers(result) := {name: value |
	some name, value in named
	value != null
} if {
	result.outcome == "allow"
	named := identity(result)
	said := [result.subject, result.device, result.session, result.api, result.operation]
	regex.match(`^[\x21-\x24\x26-\x7e]*$`, concat("", [value | some value in said; value != null]))
} else := {name: header_text(value) |
	some name, value in identity(result)
	value != null
} if {
	result.outcome == "allow"
} else := object.union(
	{"X-Sallyport-Reason": result.reason, "Cache-Control": "no-store"},
	authenticate,
)

identity(result) := {
	"X-Sallyport-Reason": result.reason,
	"X-Sallyport-Subject": result.subject,
	"X-Sallyport-Device": result.device,
	"X-Sallyport-Session": result.session,
	"X-Sallyport-Api": result.api,
	"X-Sallyport-Operation": result.operation,
}

# Everything but printable ASCII, and the per cent sign itself, is percent-encoded UTF-8.
header_text(text) := text if {
	regex.match(`^[\x21-\x24\x26-\x7e]*$`, text)
} else := concat("", [part | some character in split(text, ""); part := header_character(character)])

header_character(character) := character if {
	regex.match(`^[\x21-\x24\x26-\x7e]$`, character)
} else := replace(urlquery.encode(character), "+", "%20")

# --- WWW-Authenticate: RFC 6750 section 3, RFC 9470 section 3, RFC 9449 section 7.1

default authenticate := {}

authenticate := {"WWW-Authenticate": sprintf("%s %s", [scheme, concat(", ", parameters)])} if {
	reasons.texts[decision.result.reason].status == 401
}

challenge := decision.result.challenge

default scheme := "Bearer"

scheme := "DPoP" if {
	challenge.token.sender_constrained
} else := "DPoP" if {
	token.scheme == "dpop"
}

parameters := [sprintf(`%s="%s"`, [name, quoted(value)]) |
	some group in [[["realm", "sallyport"]], error_parameters, acr, age, scope, algorithms]
	some [name, value] in group
]

default error_parameters := []

error_parameters := [["error", error.code], ["error_description", error.text]]

error := {"code": "invalid_token", "text": "The access token is not valid here"} if {
	decision.result.reason in {"invalid-token", "session-revoked", "token-revoked"}
} else := {"code": "insufficient_user_authentication", "text": explained} if {
	not challenge.authenticate
	challenge.mfa != null
} else := {"code": "insufficient_scope", "text": explained} if {
	not challenge.authenticate
	count(challenge.token.scopes) > 0
} else := {"code": "invalid_token", "text": explained} if {
	challenge.authenticate == false
}

default acr := []

acr := [["acr_values", {"any": "phr urn:sallyport:acr:mfa", "phishing-resistant": "phr"}[challenge.mfa.strength]]]

default age := []

age := [["max_age", format_int(challenge.mfa.max_age_seconds, 10)]] if is_number(challenge.mfa.max_age_seconds)

default scope := []

scope := [["scope", concat(" ", challenge.token.scopes)]] if count(challenge.token.scopes) > 0

default algorithms := []

algorithms := [["algs", "ES256"]] if scheme == "DPoP"

# A quoted string; what is not printable ASCII is left out, so that no header can be split.
quoted(value) := replace(replace(regex.replace(value, `[^\x20-\x7e]`, ""), `\`, `\\`), `"`, `\"`)

# --- what to do, in words

explained := concat(", ", [part | some group in [sign_in, use_device, ask_scope, bind_token]; some part in group])

default sign_in := []

sign_in := [explained_mfa] if {
	challenge.mfa != null
} else := ["sign in"] if {
	challenge.authenticate
}

explained_mfa := how if {
	challenge.mfa.max_age_seconds == null
} else := sprintf("%s within the last %s", [how, explain_seconds(challenge.mfa.max_age_seconds)])

# The largest unit that needs no fraction.
explain_seconds(seconds) := counted(seconds / 86400, "day") if {
	seconds % 86400 == 0
} else := counted(seconds / 3600, "hour") if {
	seconds % 3600 == 0
} else := counted(seconds / 60, "minute") if {
	seconds % 60 == 0
} else := counted(seconds, "second")

counted(amount, unit) := sprintf("1 %s", [unit]) if {
	amount == 1
} else := sprintf("%d %ss", [amount, unit])

how := "sign in with a passkey" if {
	challenge.mfa.strength == "phishing-resistant"
} else := "sign in with a second factor"

default use_device := []

use_device := [concat("", [sprintf("use a %s device of your own", [challenge.device.trust]), fixes])] if {
	challenge.device != null
}

default fixes := ""

fixes := sprintf(" with %s fixed", [concat(" and ", challenge.device.checks)]) if count(challenge.device.checks) > 0

default ask_scope := []

ask_scope := [sprintf("ask for scope %s", [concat(" and ", challenge.token.scopes)])] if {
	count(challenge.token.scopes) > 0
}

default bind_token := []

bind_token := ["use a token bound to your key"] if challenge.token.sender_constrained
