-- CreateTable
CREATE TABLE "ApiObservation" (
    "apiId" UUID NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT NOT NULL,
    "actorName" TEXT NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ApiObservation_pkey" PRIMARY KEY ("apiId")
);

-- AddForeignKey
ALTER TABLE "ApiObservation" ADD CONSTRAINT "ApiObservation_apiId_fkey" FOREIGN KEY ("apiId") REFERENCES "Api"("id") ON DELETE CASCADE ON UPDATE CASCADE;
