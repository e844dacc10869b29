-- CreateIndex
CREATE INDEX "Device_createdAt_slug_idx" ON "Device"("createdAt", "slug");

-- CreateIndex
CREATE INDEX "Device_name_slug_idx" ON "Device"("name", "slug");

-- CreateIndex
CREATE INDEX "Operation_apiId_template_method_idx" ON "Operation"("apiId", "template", "method");

-- CreateIndex
CREATE INDEX "User_name_slug_idx" ON "User"("name", "slug");

-- CreateIndex
CREATE INDEX "User_createdAt_slug_idx" ON "User"("createdAt", "slug");
