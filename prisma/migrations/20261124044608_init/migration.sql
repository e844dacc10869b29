-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "Origin" AS ENUM ('console', 'import', 'sso', 'scim', 'code', 'sample', 'system');

-- CreateEnum
CREATE TYPE "ConsoleRole" AS ENUM ('owner', 'administrator', 'author', 'approver', 'auditor', 'user');

-- CreateEnum
CREATE TYPE "UserState" AS ENUM ('invited', 'active', 'suspended', 'deleted');

-- CreateEnum
CREATE TYPE "InvitationPurpose" AS ENUM ('firstRun', 'invitation', 'recovery');

-- CreateEnum
CREATE TYPE "DeviceState" AS ENUM ('pending', 'trusted', 'quarantined', 'revoked');

-- CreateEnum
CREATE TYPE "DeviceTrust" AS ENUM ('registered', 'compliant', 'managed');

-- CreateEnum
CREATE TYPE "Sensitivity" AS ENUM ('public', 'internal', 'confidential', 'restricted');

-- CreateEnum
CREATE TYPE "Criticality" AS ENUM ('low', 'medium', 'high');

-- CreateEnum
CREATE TYPE "Exposure" AS ENUM ('internal', 'partner', 'internet');

-- CreateEnum
CREATE TYPE "ImportState" AS ENUM ('queued', 'reading', 'ready', 'applying', 'applied', 'failed', 'discarded');

-- CreateEnum
CREATE TYPE "ReleaseState" AS ENUM ('waiting', 'signing', 'served', 'withdrawn', 'failed');

-- CreateEnum
CREATE TYPE "KeyPurpose" AS ENUM ('root', 'bundle', 'token');

-- CreateEnum
CREATE TYPE "KeyState" AS ENUM ('active', 'retired');

-- CreateEnum
CREATE TYPE "EnforcerKind" AS ENUM ('sallyport', 'opa');

-- CreateTable
CREATE TABLE "User" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "state" "UserState" NOT NULL DEFAULT 'invited',
    "consoleRole" "ConsoleRole" NOT NULL DEFAULT 'user',
    "attributes" JSONB NOT NULL DEFAULT '{}',
    "revokedBefore" TIMESTAMPTZ(3),
    "origin" "Origin" NOT NULL DEFAULT 'console',
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "preferences" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "User_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Invitation" (
    "id" UUID NOT NULL,
    "tokenHash" BYTEA NOT NULL,
    "purpose" "InvitationPurpose" NOT NULL,
    "userId" UUID,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "usedAt" TIMESTAMPTZ(3),
    "revokedAt" TIMESTAMPTZ(3),
    "createdById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Authenticator" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "credentialId" TEXT NOT NULL,
    "publicKey" BYTEA NOT NULL,
    "counter" BIGINT NOT NULL,
    "aaguid" TEXT NOT NULL,
    "deviceType" TEXT NOT NULL,
    "backedUp" BOOLEAN NOT NULL,
    "transports" TEXT[],
    "name" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUsedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Authenticator_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Ceremony" (
    "id" UUID NOT NULL,
    "challengeHash" BYTEA NOT NULL,
    "purpose" TEXT NOT NULL,
    "userId" UUID,
    "sessionId" UUID,
    "browserHash" BYTEA,
    "subject" JSONB,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "consumedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Ceremony_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Password" (
    "userId" UUID NOT NULL,
    "hash" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Password_pkey" PRIMARY KEY ("userId")
);

-- CreateTable
CREATE TABLE "Throttle" (
    "key" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "windowEnd" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Throttle_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "Session" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "authTime" TIMESTAMPTZ(3) NOT NULL,
    "amr" TEXT[],
    "acr" TEXT NOT NULL,
    "ip" TEXT,
    "agent" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastSeenAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "idleUntil" TIMESTAMPTZ(3) NOT NULL,
    "absoluteUntil" TIMESTAMPTZ(3) NOT NULL,
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ApiToken" (
    "id" UUID NOT NULL,
    "ownerId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "hash" BYTEA NOT NULL,
    "scopes" TEXT[],
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "lastUsedAt" TIMESTAMPTZ(3),
    "revokedAt" TIMESTAMPTZ(3),
    "origin" "Origin" NOT NULL DEFAULT 'console',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ApiToken_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Role" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "origin" "Origin" NOT NULL DEFAULT 'console',
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Role_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RoleGrant" (
    "id" UUID NOT NULL,
    "roleId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "grantedById" UUID,
    "expiresAt" TIMESTAMPTZ(3),
    "revokedAt" TIMESTAMPTZ(3),
    "origin" "Origin" NOT NULL DEFAULT 'console',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "RoleGrant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Device" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "ownerId" UUID,
    "platform" TEXT NOT NULL,
    "state" "DeviceState" NOT NULL DEFAULT 'pending',
    "trust" "DeviceTrust" NOT NULL DEFAULT 'registered',
    "posture" JSONB NOT NULL DEFAULT '{}',
    "attributes" JSONB NOT NULL DEFAULT '{}',
    "stateReason" TEXT NOT NULL DEFAULT '',
    "origin" "Origin" NOT NULL DEFAULT 'console',
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Device_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DeviceKey" (
    "id" UUID NOT NULL,
    "deviceId" UUID NOT NULL,
    "thumbprint" TEXT NOT NULL,
    "publicJwk" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUsedAt" TIMESTAMPTZ(3),
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "DeviceKey_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Api" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "owner" TEXT NOT NULL DEFAULT '',
    "sensitivity" "Sensitivity" NOT NULL DEFAULT 'internal',
    "criticality" "Criticality" NOT NULL DEFAULT 'medium',
    "exposure" "Exposure" NOT NULL DEFAULT 'internal',
    "dataClasses" TEXT[],
    "audience" TEXT NOT NULL,
    "observeUntil" TIMESTAMPTZ(3),
    "undocumented" TEXT NOT NULL DEFAULT 'deny',
    "cors" TEXT NOT NULL DEFAULT 'none',
    "trailingSlash" TEXT NOT NULL DEFAULT 'refuse',
    "stale" TEXT NOT NULL DEFAULT 'deny',
    "signalsAgeSecondsMax" INTEGER,
    "rateLimit" JSONB,
    "documentVersion" TEXT NOT NULL DEFAULT '',
    "securitySchemes" JSONB NOT NULL DEFAULT '[]',
    "origin" "Origin" NOT NULL DEFAULT 'console',
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Api_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ApiHost" (
    "id" UUID NOT NULL,
    "apiId" UUID NOT NULL,
    "host" TEXT NOT NULL,
    "basePath" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "ApiHost_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Operation" (
    "id" UUID NOT NULL,
    "apiId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "template" TEXT NOT NULL,
    "shape" TEXT NOT NULL,
    "operationIds" TEXT[],
    "summary" TEXT NOT NULL DEFAULT '',
    "tags" TEXT[],
    "sensitivity" "Sensitivity",
    "rateLimit" JSONB,
    "deprecated" BOOLEAN NOT NULL DEFAULT false,
    "origin" "Origin" NOT NULL DEFAULT 'console',
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Operation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ApiImport" (
    "id" UUID NOT NULL,
    "apiId" UUID,
    "target" JSONB NOT NULL,
    "fileName" TEXT NOT NULL,
    "document" BYTEA NOT NULL,
    "digest" TEXT NOT NULL,
    "state" "ImportState" NOT NULL DEFAULT 'queued',
    "progress" INTEGER NOT NULL DEFAULT 0,
    "step" TEXT NOT NULL DEFAULT '',
    "content" JSONB,
    "diff" JSONB,
    "error" JSONB,
    "createdById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ApiImport_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Policy" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "document" JSONB NOT NULL,
    "effect" TEXT NOT NULL,
    "mode" TEXT NOT NULL,
    "origin" "Origin" NOT NULL DEFAULT 'console',
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Policy_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Release" (
    "id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "channelSlug" TEXT NOT NULL,
    "state" "ReleaseState" NOT NULL,
    "content" JSONB NOT NULL,
    "sources" JSONB NOT NULL DEFAULT '{}',
    "digest" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    "baseNumber" INTEGER,
    "rollbackOf" INTEGER,
    "authorKind" TEXT NOT NULL,
    "authorId" TEXT,
    "authorName" TEXT NOT NULL,
    "approval" JSONB,
    "error" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "signedAt" TIMESTAMPTZ(3),
    "servedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Release_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Channel" (
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "releaseNumber" INTEGER,
    "epoch" INTEGER NOT NULL DEFAULT 1,
    "policyNumber" INTEGER NOT NULL DEFAULT 0,
    "directoryNumber" BIGINT NOT NULL DEFAULT 0,
    "signalsNumber" BIGINT NOT NULL DEFAULT 0,
    "leaseSeconds" INTEGER NOT NULL DEFAULT 86400,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Channel_pkey" PRIMARY KEY ("slug")
);

-- CreateTable
CREATE TABLE "Bundle" (
    "id" UUID NOT NULL,
    "channelSlug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "epoch" INTEGER NOT NULL,
    "number" BIGINT NOT NULL,
    "bytes" BYTEA NOT NULL,
    "tag" TEXT NOT NULL,
    "kid" TEXT NOT NULL,
    "highSeq" BIGINT NOT NULL DEFAULT 0,
    "leaseUntil" TIMESTAMPTZ(3),
    "releaseNumber" INTEGER,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Bundle_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SigningKey" (
    "kid" TEXT NOT NULL,
    "purpose" "KeyPurpose" NOT NULL,
    "publicJwk" JSONB NOT NULL,
    "sealedPrivate" BYTEA,
    "state" "KeyState" NOT NULL DEFAULT 'active',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "retiredAt" TIMESTAMPTZ(3),

    CONSTRAINT "SigningKey_pkey" PRIMARY KEY ("kid")
);

-- CreateTable
CREATE TABLE "DirectoryEntry" (
    "kind" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "seq" BIGINT NOT NULL,
    "gone" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "DirectoryEntry_pkey" PRIMARY KEY ("kind","key")
);

-- CreateTable
CREATE TABLE "Counter" (
    "name" TEXT NOT NULL,
    "value" BIGINT NOT NULL,

    CONSTRAINT "Counter_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "Setting" (
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Setting_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "Enforcer" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" "EnforcerKind" NOT NULL,
    "channelSlug" TEXT NOT NULL,
    "revokedAt" TIMESTAMPTZ(3),
    "agentVersion" TEXT,
    "labels" JSONB NOT NULL DEFAULT '{}',
    "clockSkewSeconds" INTEGER,
    "lastSeenAt" TIMESTAMPTZ(3),
    "lastStatusAt" TIMESTAMPTZ(3),
    "lastDecisionAt" TIMESTAMPTZ(3),
    "droppedLogs" BIGINT NOT NULL DEFAULT 0,
    "origin" "Origin" NOT NULL DEFAULT 'console',
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Enforcer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "EnforcerCredential" (
    "id" UUID NOT NULL,
    "enforcerId" UUID NOT NULL,
    "prefix" TEXT NOT NULL,
    "hash" BYTEA NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUsedAt" TIMESTAMPTZ(3),
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "EnforcerCredential_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "EnforcerBundle" (
    "enforcerId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "activeRevision" TEXT,
    "activeSince" TIMESTAMPTZ(3),
    "servedRevision" TEXT,
    "servedAt" TIMESTAMPTZ(3),
    "servedCount" INTEGER NOT NULL DEFAULT 0,
    "lastPollAt" TIMESTAMPTZ(3),
    "errorCode" TEXT,
    "errorMessage" TEXT,
    "errorAt" TIMESTAMPTZ(3),

    CONSTRAINT "EnforcerBundle_pkey" PRIMARY KEY ("enforcerId","name")
);

-- CreateTable
CREATE TABLE "LogLoss" (
    "id" UUID NOT NULL,
    "enforcerId" UUID NOT NULL,
    "cause" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "LogLoss_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "QuarantinedChunk" (
    "id" UUID NOT NULL,
    "enforcerId" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "bytes" BYTEA NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "QuarantinedChunk_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Decision" (
    "decidedAt" TIMESTAMPTZ(3) NOT NULL,
    "enforcerId" UUID NOT NULL,
    "decisionId" TEXT NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "receivedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "channelSlug" TEXT NOT NULL,
    "enforcerSlug" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "detail" TEXT,
    "subject" TEXT,
    "device" TEXT,
    "session" TEXT,
    "api" TEXT,
    "operation" TEXT,
    "method" TEXT,
    "host" TEXT,
    "path" TEXT,
    "policies" TEXT[],
    "challenge" JSONB,
    "shadow" JSONB,
    "ip" TEXT,
    "country" TEXT,
    "responseCode" INTEGER,
    "policyRevision" TEXT,
    "directoryRevision" TEXT,
    "signalsRevision" TEXT,
    "durationNs" BIGINT,
    "degraded" BOOLEAN NOT NULL DEFAULT false,
    "facts" JSONB NOT NULL,

    CONSTRAINT "Decision_pkey" PRIMARY KEY ("decidedAt","enforcerId","decisionId")
) PARTITION BY RANGE ("decidedAt");

-- CreateTable
CREATE TABLE "AuthorizationCode" (
    "id" UUID NOT NULL,
    "hash" BYTEA NOT NULL,
    "userId" UUID NOT NULL,
    "sessionId" UUID NOT NULL,
    "clientId" TEXT NOT NULL,
    "redirectUri" TEXT NOT NULL,
    "codeChallenge" TEXT NOT NULL,
    "resource" TEXT NOT NULL,
    "scopes" TEXT[],
    "dpopJkt" TEXT,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "consumedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "AuthorizationCode_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AuditEvent" (
    "seq" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "prevHash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "actorKind" TEXT NOT NULL,
    "actorId" TEXT,
    "actorName" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "targetKind" TEXT,
    "targetId" TEXT,
    "targetName" TEXT,
    "detail" JSONB NOT NULL,
    "requestId" TEXT NOT NULL,
    "ip" TEXT,
    "origin" "Origin" NOT NULL DEFAULT 'console',

    CONSTRAINT "AuditEvent_pkey" PRIMARY KEY ("seq")
);

-- CreateIndex
CREATE UNIQUE INDEX "User_slug_key" ON "User"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "User_email_key" ON "User"("email");

-- CreateIndex
CREATE INDEX "User_state_name_idx" ON "User"("state", "name");

-- CreateIndex
CREATE UNIQUE INDEX "Invitation_tokenHash_key" ON "Invitation"("tokenHash");

-- CreateIndex
CREATE INDEX "Invitation_userId_idx" ON "Invitation"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "Authenticator_credentialId_key" ON "Authenticator"("credentialId");

-- CreateIndex
CREATE INDEX "Authenticator_userId_idx" ON "Authenticator"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "Ceremony_challengeHash_key" ON "Ceremony"("challengeHash");

-- CreateIndex
CREATE INDEX "Ceremony_expiresAt_idx" ON "Ceremony"("expiresAt");

-- CreateIndex
CREATE INDEX "Session_userId_idx" ON "Session"("userId");

-- CreateIndex
CREATE INDEX "Session_revokedAt_idx" ON "Session"("revokedAt");

-- CreateIndex
CREATE UNIQUE INDEX "ApiToken_hash_key" ON "ApiToken"("hash");

-- CreateIndex
CREATE INDEX "ApiToken_ownerId_idx" ON "ApiToken"("ownerId");

-- CreateIndex
CREATE UNIQUE INDEX "Role_slug_key" ON "Role"("slug");

-- CreateIndex
CREATE INDEX "RoleGrant_userId_idx" ON "RoleGrant"("userId");

-- CreateIndex
CREATE INDEX "RoleGrant_roleId_idx" ON "RoleGrant"("roleId");

-- CreateIndex
CREATE UNIQUE INDEX "Device_slug_key" ON "Device"("slug");

-- CreateIndex
CREATE INDEX "Device_ownerId_idx" ON "Device"("ownerId");

-- CreateIndex
CREATE INDEX "Device_state_idx" ON "Device"("state");

-- CreateIndex
CREATE UNIQUE INDEX "DeviceKey_thumbprint_key" ON "DeviceKey"("thumbprint");

-- CreateIndex
CREATE INDEX "DeviceKey_deviceId_idx" ON "DeviceKey"("deviceId");

-- CreateIndex
CREATE UNIQUE INDEX "Api_slug_key" ON "Api"("slug");

-- CreateIndex
CREATE INDEX "ApiHost_apiId_idx" ON "ApiHost"("apiId");

-- CreateIndex
CREATE UNIQUE INDEX "ApiHost_host_basePath_key" ON "ApiHost"("host", "basePath");

-- CreateIndex
CREATE UNIQUE INDEX "Operation_apiId_method_shape_key" ON "Operation"("apiId", "method", "shape");

-- CreateIndex
CREATE UNIQUE INDEX "Operation_apiId_key_key" ON "Operation"("apiId", "key");

-- CreateIndex
CREATE INDEX "ApiImport_apiId_idx" ON "ApiImport"("apiId");

-- CreateIndex
CREATE UNIQUE INDEX "Policy_name_key" ON "Policy"("name");

-- CreateIndex
CREATE UNIQUE INDEX "Release_number_key" ON "Release"("number");

-- CreateIndex
CREATE INDEX "Release_state_idx" ON "Release"("state");

-- CreateIndex
CREATE UNIQUE INDEX "Bundle_channelSlug_name_epoch_number_key" ON "Bundle"("channelSlug", "name", "epoch", "number");

-- CreateIndex
CREATE INDEX "DirectoryEntry_seq_idx" ON "DirectoryEntry"("seq");

-- CreateIndex
CREATE UNIQUE INDEX "Enforcer_slug_key" ON "Enforcer"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "EnforcerCredential_hash_key" ON "EnforcerCredential"("hash");

-- CreateIndex
CREATE INDEX "EnforcerCredential_enforcerId_idx" ON "EnforcerCredential"("enforcerId");

-- CreateIndex
CREATE INDEX "LogLoss_enforcerId_at_idx" ON "LogLoss"("enforcerId", "at");

-- CreateIndex
CREATE INDEX "QuarantinedChunk_enforcerId_at_idx" ON "QuarantinedChunk"("enforcerId", "at");

-- CreateIndex
CREATE INDEX "Decision_seq_idx" ON "Decision"("seq");

-- CreateIndex
CREATE INDEX "Decision_decidedAt_outcome_idx" ON "Decision"("decidedAt" DESC, "outcome");

-- CreateIndex
CREATE INDEX "Decision_subject_decidedAt_idx" ON "Decision"("subject", "decidedAt" DESC);

-- CreateIndex
CREATE INDEX "Decision_api_decidedAt_idx" ON "Decision"("api", "decidedAt" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "AuthorizationCode_hash_key" ON "AuthorizationCode"("hash");

-- CreateIndex
CREATE INDEX "AuthorizationCode_expiresAt_idx" ON "AuthorizationCode"("expiresAt");

-- CreateIndex
CREATE UNIQUE INDEX "AuditEvent_hash_key" ON "AuditEvent"("hash");

-- CreateIndex
CREATE INDEX "AuditEvent_at_idx" ON "AuditEvent"("at");

-- CreateIndex
CREATE INDEX "AuditEvent_targetKind_targetId_idx" ON "AuditEvent"("targetKind", "targetId");

-- CreateIndex
CREATE INDEX "AuditEvent_actorId_idx" ON "AuditEvent"("actorId");

-- CreateIndex
CREATE INDEX "AuditEvent_action_idx" ON "AuditEvent"("action");

-- AddForeignKey
ALTER TABLE "Invitation" ADD CONSTRAINT "Invitation_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Authenticator" ADD CONSTRAINT "Authenticator_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Password" ADD CONSTRAINT "Password_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Session" ADD CONSTRAINT "Session_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ApiToken" ADD CONSTRAINT "ApiToken_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RoleGrant" ADD CONSTRAINT "RoleGrant_roleId_fkey" FOREIGN KEY ("roleId") REFERENCES "Role"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RoleGrant" ADD CONSTRAINT "RoleGrant_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RoleGrant" ADD CONSTRAINT "RoleGrant_grantedById_fkey" FOREIGN KEY ("grantedById") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Device" ADD CONSTRAINT "Device_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DeviceKey" ADD CONSTRAINT "DeviceKey_deviceId_fkey" FOREIGN KEY ("deviceId") REFERENCES "Device"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ApiHost" ADD CONSTRAINT "ApiHost_apiId_fkey" FOREIGN KEY ("apiId") REFERENCES "Api"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Operation" ADD CONSTRAINT "Operation_apiId_fkey" FOREIGN KEY ("apiId") REFERENCES "Api"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ApiImport" ADD CONSTRAINT "ApiImport_apiId_fkey" FOREIGN KEY ("apiId") REFERENCES "Api"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Release" ADD CONSTRAINT "Release_channelSlug_fkey" FOREIGN KEY ("channelSlug") REFERENCES "Channel"("slug") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Bundle" ADD CONSTRAINT "Bundle_channelSlug_fkey" FOREIGN KEY ("channelSlug") REFERENCES "Channel"("slug") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Enforcer" ADD CONSTRAINT "Enforcer_channelSlug_fkey" FOREIGN KEY ("channelSlug") REFERENCES "Channel"("slug") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EnforcerCredential" ADD CONSTRAINT "EnforcerCredential_enforcerId_fkey" FOREIGN KEY ("enforcerId") REFERENCES "Enforcer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EnforcerBundle" ADD CONSTRAINT "EnforcerBundle_enforcerId_fkey" FOREIGN KEY ("enforcerId") REFERENCES "Enforcer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AuthorizationCode" ADD CONSTRAINT "AuthorizationCode_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AuthorizationCode" ADD CONSTRAINT "AuthorizationCode_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "Session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Decisions are kept in one partition per UTC day, in a schema of their own so that Prisma's view of `public`
-- stays exact. What falls on a day without a partition lands in the default one; retention drops whole days.
CREATE SCHEMA IF NOT EXISTS "decision_days";

CREATE TABLE "decision_days"."other" PARTITION OF "Decision" DEFAULT;

-- Makes the partition of a day if it is missing; the advisory lock keeps two authorities from making it at once.
CREATE FUNCTION "decision_days"."ensure_day"("day" date) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  "partition" text := 'day_' || to_char("day", 'YYYYMMDD');
BEGIN
  IF to_regclass(format('decision_days.%I', "partition")) IS NOT NULL THEN
    RETURN;
  END IF;
  PERFORM pg_advisory_xact_lock(7205760);
  IF to_regclass(format('decision_days.%I', "partition")) IS NULL THEN
    EXECUTE format(
      'CREATE TABLE decision_days.%I PARTITION OF "Decision" FOR VALUES FROM (%L) TO (%L)',
      "partition", "day"::timestamp AT TIME ZONE 'UTC', ("day" + 1)::timestamp AT TIME ZONE 'UTC'
    );
  END IF;
END
$$;

-- The audit log is append-only for everybody who uses the database as the product does.
CREATE FUNCTION "refuse_audit_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit events are append-only';
END
$$;

CREATE TRIGGER "AuditEvent_append_only" BEFORE UPDATE OR DELETE ON "AuditEvent"
  FOR EACH ROW EXECUTE FUNCTION "refuse_audit_change"();

CREATE TRIGGER "AuditEvent_no_truncate" BEFORE TRUNCATE ON "AuditEvent"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_audit_change"();

-- A release's content never changes once it is written; only its state moves on.
CREATE FUNCTION "refuse_release_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'releases are immutable';
  END IF;
  IF NEW."number" <> OLD."number" OR NEW."content" <> OLD."content" OR NEW."digest" <> OLD."digest"
    OR NEW."channelSlug" <> OLD."channelSlug" OR NEW."message" <> OLD."message" THEN
    RAISE EXCEPTION 'releases are immutable';
  END IF;
  RETURN NEW;
END
$$;

CREATE TRIGGER "Release_immutable" BEFORE UPDATE OR DELETE ON "Release"
  FOR EACH ROW EXECUTE FUNCTION "refuse_release_change"();
