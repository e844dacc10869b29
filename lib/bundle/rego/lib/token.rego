# The access token: RFC 9068 JWT in compact form, of a known issuer, signed by exactly the key its `kid` names
# and by that key's own algorithm. Anything that is presented and is not such a token is invalid.
package sallyport.lib.token

import rego.v1

import data.sallyport.lib.clock
import data.sallyport.lib.dpop
import data.sallyport.lib.number
import data.sallyport.lib.request
import data.sallyport.lib.route
import data.sallyport.lib.text

# [whole, scheme, token]; form has made sure that there is one value at most.
parts := regex.find_all_string_submatch_n(`^(?i:(bearer|dpop)) +([^\s]+)$`, text, 1)[0] if {
	headers := request.form.headers
	text := object.get(headers, ["authorization", 0], object.get(headers, "authorization", null))
}

scheme := lower(parts[1])

compact := parts[2]

default state := "invalid"

state := "verified" if {
	verified
} else := "none" if {
	object.get(request.form.headers, "authorization", []) in [null, []]
}

claims := verified.claims

issuer_id := verified.issuer

# A value that several expressions need is bound once, here and elsewhere in the library: reading another rule or
# calling a function costs OPA more than twenty look-ups in a variable. No bits are left over in the last character
# of a part of the token: two texts would mean the same bytes.
verified := {
	"claims": body,
	"issuer": id,
	"local": issuer.local,
	"trusted": issuer.trusted_for_assurance, # its word on how and when the caller signed in
	"x5t": certificate,
} if {
	[_, scheme_text, token] := parts
	count(token) <= 16384
	[first, second, third] := split(token, ".")
	head_text := base64url.decode(first)
	body_text := base64url.decode(second)
	base64url.encode_no_pad(head_text) == first
	base64url.encode_no_pad(body_text) == second
	base64url.encode_no_pad(base64url.decode(third)) == third
	[head, body, _] := io.jwt.decode(token)
	head.typ in {"at+jwt", "application/at+jwt"}
	not "crit" in object.keys(head)
	some id, issuer in data.sallyport_signals.issuers # few, and the only list that is searched
	issuer.issuer == body.iss
	key := issuer.keys[head.kid]
	key.alg == head.alg
	signed(key.alg, token, key.jwks)
	timely(body, clock.now)
	addressed(body.aud, data.sallyport_policy.apis[route.target.api].audience)
	is_string(body.sub)
	body.sub != ""
	is_string(body.jti)
	body.jti != ""
	session_named(body, issuer.local)
	certificate := x5t
	bound(body, lower(scheme_text), certificate)
	text.clean_document(concat("", [head_text, body_text]), [head, body])
}

signed("ES256", token, jwks) if io.jwt.verify_es256(token, jwks)

signed("RS256", token, jwks) if io.jwt.verify_rs256(token, jwks)

signed("PS256", token, jwks) if io.jwt.verify_ps256(token, jwks)

# Exactly the times a verifier may rely on, without leeway.
timely(body, now) if {
	begins := object.get(body, "nbf", 0)
	plain([body.exp, body.iat, begins])
	now < body.exp
	body.iat <= now + 60
	body.exp - body.iat <= 3600
	begins <= now
}

plain(times) if {
	regex.match(`^\[[0-9]{1,15}(?:,[0-9]{1,15})*\]$`, json.marshal(times))
} else if {
	every time in times { number.plain(time) }
}

# The audience is the matched API's, so that a token taken by one API can't be replayed at another.
addressed(named, audience) if {
	named == audience
} else if {
	is_array(named)
	audience in named
}

# As a list.
audiences := claims.aud if {
	is_array(claims.aud)
} else := [claims.aud]

session_named(body, local) if {
	is_string(body.sid)
	body.sid != ""
} else if {
	not local
}

# Proofs of possession on this request: the certificate as an authenticated enforcement point saw it, and the
# DPoP proof, which must be good where the scheme claims one.
default jkt := null

jkt := dpop.thumbprint(compact) if scheme == "dpop"

default x5t := null

x5t := input.client.certificate_thumbprint if {
	regex.match(`^[A-Za-z0-9_-]{43}$`, input.client.certificate_thumbprint)
}

# A bound token needs a proof of each member, and DPoP's scheme for a DPoP key.
bound(body, presented_as, certificate) if {
	presented_as == "bearer"
	not "cnf" in object.keys(body)
} else if {
	presented_as == "bearer"
	body.cnf == {"x5t#S256": certificate}
	certificate != null
} else if {
	is_object(body.cnf)
	count(body.cnf) > 0
	every member, value in body.cnf {
		is_string(value)
		value == proofs[member]
	}
	scheme_fits(presented_as, object.keys(body.cnf))
}

proofs := {"jkt": jkt, "x5t#S256": x5t}

scheme_fits("dpop", members) if "jkt" in members

scheme_fits("bearer", members) if not "jkt" in members
