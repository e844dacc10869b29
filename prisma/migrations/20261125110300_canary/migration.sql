-- AlterEnum
ALTER TYPE "ReleaseState" ADD VALUE 'canary';
ALTER TYPE "ReleaseState" ADD VALUE 'halted';

-- AlterTable
ALTER TABLE "Bundle" ADD COLUMN     "canary" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "Release" ADD COLUMN     "canaryPlan" JSONB;

-- CreateTable
CREATE TABLE "Canary" (
    "releaseNumber" INTEGER NOT NULL,
    "channelSlug" TEXT NOT NULL,
    "enforcerIds" UUID[],
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "evaluation" JSONB,
    "evaluatedAt" TIMESTAMPTZ(3),
    "requested" TEXT,
    "requestedBy" TEXT,
    "requestReason" TEXT,
    "endedAt" TIMESTAMPTZ(3),
    "endedBecause" TEXT,

    CONSTRAINT "Canary_pkey" PRIMARY KEY ("releaseNumber")
);

-- CreateIndex
CREATE INDEX "Canary_channelSlug_endedAt_idx" ON "Canary"("channelSlug", "endedAt");

-- AddForeignKey
ALTER TABLE "Canary" ADD CONSTRAINT "Canary_releaseNumber_fkey" FOREIGN KEY ("releaseNumber") REFERENCES "Release"("number") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A release's content never changes once it is written, nor who gets it first; only its state moves on.
CREATE OR REPLACE FUNCTION "refuse_release_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'releases are immutable';
  END IF;
  IF NEW."number" <> OLD."number" OR NEW."content" <> OLD."content" OR NEW."digest" <> OLD."digest"
    OR NEW."channelSlug" <> OLD."channelSlug" OR NEW."message" <> OLD."message"
    OR NEW."canaryPlan" IS DISTINCT FROM OLD."canaryPlan" THEN
    RAISE EXCEPTION 'releases are immutable';
  END IF;
  RETURN NEW;
END
$$;
