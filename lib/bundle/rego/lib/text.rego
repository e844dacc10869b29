# Text that is compared: normal form C and no NUL.
package sallyport.lib.text

import rego.v1

import data.sallyport.lib.normal_form

clean(value) if {
	regex.match(`^[\x01-\x7f]*$`, value)
} else if {
	not contains(value, "\u0000")
	normal_form.holds(value)
}

# Every string and key of a document that came as JSON, where a lone surrogate has become U+FFFD. Most documents
# are ASCII without escapes, and then their text says it all.
clean_document(text, value) if {
	regex.match(`^[\x20-\x5b\x5d-\x7e]*$`, text)
} else if {
	not unclean(value)
}

unclean(value) if {
	walk(value, [path, leaf])
	some one in array.concat(path, [leaf])
	is_string(one)
	not clean_json(one)
}

clean_json(value) if {
	clean(value)
	not contains(value, "\ufffd")
}
