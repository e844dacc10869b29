# The access token: RFC 9068 JWT in compact form, of a known issuer, signed by exactly the key its `kid` names
# and by that key's own algorithm. Anything that is presented and is not such a token is invalid.
package sallyport.lib.token

import rego.v1

import data.sallyport.lib.clock
import data.sallyport.lib.dpop
import data.sallyport.lib.header
import data.sallyport.lib.number
import data.sallyport.lib.route
import data.sallyport.lib.text

authorization := header.values("authorization")

presented if count(authorization) > 0

# [whole, scheme, token]
parts := regex.find_all_string_submatch_n(`^(?i:(bearer|dpop)) +([^\s]+)$`, authorization[0], 1)[0] if {
	count(authorization) == 1
}

scheme := lower(parts[1])

compact := parts[2]

default state := "invalid"

state := "verified" if {
	verified
} else := "none" if {
	not presented
}

# No bits are left over in the last character of a part: two texts would mean the same bytes.
decoded := io.jwt.decode(compact) if {
	count(compact) <= 16384
	regex.match(`^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+){2}$`, compact)
	concat(".", [base64url.encode_no_pad(part) | some part in texts]) == compact
}

texts := [base64url.decode(part) | some part in split(compact, ".")]

head := decoded[0]

claims := decoded[1]

# Issuers are few, and known by the claim: the only list that is searched.
issuer_id := id if {
	named := claims.iss
	is_string(named)
	some id, issuer in data.sallyport_signals.issuers
	issuer.issuer == named
}

issuer := data.sallyport_signals.issuers[issuer_id]

key := issuer.keys[head.kid] if is_string(head.kid)

default verified := false

# A value that several expressions need is bound once here and elsewhere in the library: reading another
# rule costs OPA six times as much as reading a variable.
verified if {
	[header_claims, body, _] := decoded
	header_claims.typ in {"at+jwt", "application/at+jwt"}
	not "crit" in object.keys(header_claims)
	verifier := key
	header_claims.alg == verifier.alg
	signed(verifier.alg, verifier.jwks)
	timely(body, clock.now)
	route.api.audience in audiences
	is_string(body.sub)
	body.sub != ""
	is_string(body.jti)
	body.jti != ""
	session_named(body, issuer.local)
	bound(body, scheme)
	text.clean_document(concat("", array.slice(texts, 0, 2)), decoded)
}

# Exactly the times a verifier may rely on, without leeway.
timely(body, now) if {
	number.plain(body.exp)
	number.plain(body.iat)
	now < body.exp
	body.iat <= now + 60
	body.exp - body.iat <= 3600
	begun(object.get(body, "nbf", 0), now)
}

begun(nbf, now) if {
	number.plain(nbf)
	nbf <= now
}

# The audience is the matched API's, so that a token taken by one API can't be replayed at another.
audiences := named if {
	named := claims.aud
	is_array(named)
} else := [claims.aud]

session_named(body, local) if {
	is_string(body.sid)
	body.sid != ""
} else if {
	not local
}

signed("ES256", jwks) if io.jwt.verify_es256(compact, jwks)

signed("RS256", jwks) if io.jwt.verify_rs256(compact, jwks)

signed("PS256", jwks) if io.jwt.verify_ps256(compact, jwks)

# Proofs of possession on this request: the certificate as an authenticated enforcement point saw it, and the
# DPoP proof, which must be good where the scheme claims one.
default jkt := null

jkt := dpop.thumbprint(compact) if scheme == "dpop"

default x5t := null

x5t := input.client.certificate_thumbprint if {
	regex.match(`^[A-Za-z0-9_-]{43}$`, input.client.certificate_thumbprint)
}

# A bound token needs a proof of each member, and DPoP's scheme for a DPoP key.
bound(body, presented_as) if {
	not "cnf" in object.keys(body)
	presented_as == "bearer"
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
