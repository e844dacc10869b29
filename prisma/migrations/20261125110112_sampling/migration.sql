-- CreateTable
CREATE TABLE "ApiSampling" (
    "apiId" UUID NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "keepOneIn" INTEGER NOT NULL,

    CONSTRAINT "ApiSampling_pkey" PRIMARY KEY ("apiId","since")
);

-- CreateTable
CREATE TABLE "CountedAllow" (
    "decidedAt" TIMESTAMPTZ(3) NOT NULL,
    "enforcerId" UUID NOT NULL,
    "decisionId" TEXT NOT NULL,
    "enforcerSlug" TEXT NOT NULL,
    "channelSlug" TEXT NOT NULL,
    "api" TEXT NOT NULL,

    CONSTRAINT "CountedAllow_pkey" PRIMARY KEY ("decidedAt","enforcerId","decisionId")
) PARTITION BY RANGE ("decidedAt");

-- AddForeignKey
ALTER TABLE "ApiSampling" ADD CONSTRAINT "ApiSampling_apiId_fkey" FOREIGN KEY ("apiId") REFERENCES "Api"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "decision_days"."counted_other" PARTITION OF "CountedAllow" DEFAULT;

-- As `ensure_day`, for allows that are only counted: days on which none is have no partition of theirs.
CREATE FUNCTION "decision_days"."ensure_counted_day"("day" date) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  "partition" text := 'counted_' || to_char("day", 'YYYYMMDD');
BEGIN
  IF to_regclass(format('decision_days.%I', "partition")) IS NOT NULL THEN
    RETURN;
  END IF;
  PERFORM pg_advisory_xact_lock(7205760);
  IF to_regclass(format('decision_days.%I', "partition")) IS NULL THEN
    EXECUTE format(
      'CREATE TABLE decision_days.%I PARTITION OF "CountedAllow" FOR VALUES FROM (%L) TO (%L)',
      "partition", "day"::timestamp AT TIME ZONE 'UTC', ("day" + 1)::timestamp AT TIME ZONE 'UTC'
    );
  END IF;
END
$$;
