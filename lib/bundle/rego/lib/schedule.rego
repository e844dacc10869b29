# Wall-clock weekday and minute in the zone, without arithmetic on instants: a window in the skipped hour does
# not open, one in the repeated hour is open twice.
package sallyport.lib.schedule

import rego.v1

import data.sallyport.lib.clock
import data.sallyport.lib.kleene

value(condition) := "false" if {
	early(condition)
} else := "false" if {
	late(condition)
} else := "true" if {
	condition.days == null
	condition.from_minute == null
} else := kleene.truth(inside(condition, wall(condition.zone)))

early(condition) if {
	condition.not_before != null
	clock.now < condition.not_before
}

late(condition) if {
	condition.not_after != null
	clock.now >= condition.not_after
}

# The empty zone and "Local" would be the host's own; the format knows neither.
wall(zone) := {"weekday": weekdays[time.weekday([nanoseconds, zone])], "minute": (hour * 60) + minute} if {
	not zone in {"", "Local"}
	nanoseconds := clock.now * 1000000000
	[hour, minute, _] := time.clock([nanoseconds, zone])
}

weekdays := {
	"Monday": 1,
	"Tuesday": 2,
	"Wednesday": 3,
	"Thursday": 4,
	"Friday": 5,
	"Saturday": 6,
	"Sunday": 7,
}

yesterday(weekday) := 7 if {
	weekday == 1
} else := weekday - 1

default inside(_, _) := false

inside(condition, now) if {
	condition.from_minute == null
	on(condition, now.weekday)
}

inside(condition, now) if {
	condition.from_minute < condition.to_minute
	on(condition, now.weekday)
	now.minute >= condition.from_minute
	now.minute < condition.to_minute
}

# A window that spans midnight belongs to the day of its start.
inside(condition, now) if {
	condition.from_minute > condition.to_minute
	on(condition, now.weekday)
	now.minute >= condition.from_minute
}

inside(condition, now) if {
	condition.from_minute > condition.to_minute
	on(condition, yesterday(now.weekday))
	now.minute < condition.to_minute
}

on(condition, _) if condition.days == null

on(condition, weekday) if weekday in condition.days

# Seconds until its value may change. Offsets change only at quarters of an hour, so an edge inside this
# quarter is where the clock says it is.
changes(condition) := instants(condition) | edges(condition)

instants(condition) := {change |
	some instant in [condition.not_before, condition.not_after]
	instant != null
	change := instant - clock.now
}

edges(condition) := set() if {
	condition.days == null
	condition.from_minute == null
} else := {900 - (clock.now % 900)} | {change |
	some edge in [condition.from_minute, condition.to_minute]
	edge != null
	edge > wall(condition.zone).minute
	change := ((edge - wall(condition.zone).minute) * 60) - (clock.now % 60)
}
