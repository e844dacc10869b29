# RFC 9449 section 4.3, without the one thing OPA can't do: remember which proofs it has seen. A proof that is
# good here may be a replay, so it says which key (and device) speaks, but not that the sender is constrained.
package sallyport.lib.dpop

import rego.v1

import data.sallyport.lib.clock
import data.sallyport.lib.header
import data.sallyport.lib.request

proof := given[0] if {
	given := header.values(request.form.headers, "dpop")
	count(given) == 1
}

decoded := io.jwt.decode(proof) if {
	count(proof) <= 8192
	regex.match(`^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+){2}$`, proof)
}

head := decoded[0]

claims := decoded[1]

key := head.jwk

# The key's RFC 7638 thumbprint; undefined unless the proof is for this token on this request, now.
thumbprint(token) := key_thumbprint if {
	head.typ == "dpop+jwt"
	not "crit" in object.keys(head)
	not "d" in object.keys(key)
	signed(head.alg)
	is_string(claims.jti)
	count(claims.jti) > 0
	count(claims.jti) <= 256
	claims.htm == input.request.method
	names_address
	is_number(claims.iat)
	clock.now - claims.iat <= 120
	clock.now - claims.iat >= -60
	claims.ath == base64url_sha256(token)
}

signed("ES256") if io.jwt.verify_es256(proof, keys)

signed("RS256") if io.jwt.verify_rs256(proof, keys)

signed("PS256") if io.jwt.verify_ps256(proof, keys)

# Exactly the public members, so that nothing else in the header can steer the verifier.
keys := json.marshal({"keys": [{"kty": "EC", "crv": key.crv, "x": key.x, "y": key.y}]}) if key.kty == "EC"

keys := json.marshal({"keys": [{"kty": "RSA", "n": key.n, "e": key.e}]}) if key.kty == "RSA"

key_thumbprint := base64url_sha256(sprintf(`{"crv":"%s","kty":"EC","x":"%s","y":"%s"}`, [key.crv, key.x, key.y])) if {
	key.kty == "EC"
	plain([key.crv, key.x, key.y])
}

key_thumbprint := base64url_sha256(sprintf(`{"e":"%s","kty":"RSA","n":"%s"}`, [key.e, key.n])) if {
	key.kty == "RSA"
	plain([key.e, key.n])
}

plain(members) if {
	every member in members { regex.match(`^[A-Za-z0-9_-]+$`, member) }
}

base64url_sha256(text) := base64url.encode_no_pad(hex.decode(crypto.sha256(text)))

# Scheme and host without regard to case, default ports removed, the path byte by byte; query and fragment ignored.
names_address if {
	[_, named_scheme, named_host, named_path] := address(claims.htu)
	scheme_fits(named_scheme)
	without_port(named_scheme, named_host) == without_port(named_scheme, input.request.host)
	named_path == path_of(input.request.target)
}

address(url) := [whole, lower(scheme), host, path_of(rest)] if {
	[whole, scheme, host, rest] := regex.find_all_string_submatch_n(`^(?i:(https?))://([^/?#@\\]+)([/?#]?.*)$`, url, 1)[0]
}

# Where the enforcement point names the scheme it must be that one; otherwise either is taken.
scheme_fits(_) if not scheme_named

scheme_fits(scheme) if scheme == lower(input.request.scheme)

scheme_named if is_string(input.request.scheme)

without_port("https", host) := trim_suffix(lower(host), ":443")

without_port("http", host) := trim_suffix(lower(host), ":80")

path_of(target) := path if {
	path := regex.replace(target, `[?#](?s:.*)$`, "")
	path != ""
} else := "/"
