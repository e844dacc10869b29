package sallyport.lib.reply

import rego.v1

import data.sallyport.lib.decision

default message := ""

message := decision.result.reason

default status := 403

status := 200 if decision.result.outcome == "allow"

default headers := {}
