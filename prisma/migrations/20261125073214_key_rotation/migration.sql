-- AlterEnum
ALTER TYPE "KeyState" ADD VALUE 'retiring';

-- DropIndex
DROP INDEX "Bundle_channelSlug_name_epoch_number_key";

-- AlterTable
ALTER TABLE "Bundle" ADD COLUMN     "announces" TEXT;

-- AlterTable
ALTER TABLE "SigningKey" ADD COLUMN     "compromised" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "retiringSince" TIMESTAMPTZ(3);

-- CreateIndex
CREATE UNIQUE INDEX "Bundle_channelSlug_name_epoch_number_kid_key" ON "Bundle"("channelSlug", "name", "epoch", "number", "kid");
