-- AlterTable
ALTER TABLE "Enforcer" ADD COLUMN     "gatewayUrl" TEXT;
