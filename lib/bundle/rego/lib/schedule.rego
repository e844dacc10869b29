# Wall-clock weekday and minute in the zone, without arithmetic on instants: a window in the skipped hour does
# not open, one in the repeated hour is open twice.
package sallyport.lib.schedule

import rego.v1

import data.sallyport.lib.clock

value(condition) := {true: "true", false: "false"}[open] if {
	now := clock.now
	begun(condition.not_before, now)
	lasting(condition.not_after, now)
	open := inside(condition, wall(condition.zone))
} else := "false" if {
	clock.now < condition.not_before # null is below every number
} else := "false" if {
	not lasting(condition.not_after, clock.now)
} else := "true" if {
	condition.days == null
	condition.from_minute == null
}

begun(null, _)

begun(not_before, now) if now >= not_before

lasting(null, _)

lasting(not_after, now) if now < not_after

# The empty zone and "Local" would be the host's own; the format knows neither.
wall(zone) := {"weekday": weekday, "minute": (hour * 60) + minute} if {
	not zone in {"", "Local"}
	nanoseconds := clock.now * 1000000000
	[hour, minute, _] := time.clock([nanoseconds, zone])
	weekday := {
		"Monday": 1,
		"Tuesday": 2,
		"Wednesday": 3,
		"Thursday": 4,
		"Friday": 5,
		"Saturday": 6,
		"Sunday": 7,
	}[time.weekday([nanoseconds, zone])]
}

# A window that spans midnight belongs to the day of its start.
inside(condition, now) := true if {
	on(condition.days, now.weekday)
	condition.from_minute == null
} else := true if {
	on(condition.days, now.weekday)
	now.minute >= condition.from_minute
	before_end(condition, now.minute)
} else := true if {
	condition.from_minute > condition.to_minute
	now.minute < condition.to_minute
	on(condition.days, ((now.weekday + 5) % 7) + 1)
} else := false

before_end(condition, _) if condition.from_minute > condition.to_minute

before_end(condition, minute) if minute < condition.to_minute

on(null, _)

on(days, weekday) if weekday in days

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
	minute := wall(condition.zone).minute
	some edge in [condition.from_minute, condition.to_minute]
	edge > minute # null is below every number
	edge <= minute + 5 # nothing is relied upon for longer
	change := ((edge - minute) * 60) - (clock.now % 60)
}
