// A small billing API to protect: invoices, customers, payouts, in memory. Plain Node.
// Its description is prisma/sample/billing.yaml. What the enforcer says about the caller arrives
// in x-sallyport-* headers; /v1/whoami shows them.
import { randomUUID } from "node:crypto";
import { createServer } from "node:http";

const BODY_BYTES_MAX = 100_000;
const port = Number(process.env.SAMPLE_PORT ?? 8080);

const customers = [
  { id: "cus_harbour", name: "Harbour Books", email: "billing@harbour.example", country: "NL" },
  { id: "cus_lumen", name: "Lumen Optics", email: "accounts@lumen.example", country: "DE" },
  { id: "cus_orchard", name: "Orchard Foods", email: "finance@orchard.example", country: "FR" },
];
const invoices = [
  { id: "inv_1001", customer: "cus_harbour", amountCents: 12_900, state: "paid" },
  { id: "inv_1002", customer: "cus_lumen", amountCents: 480_000, state: "open" },
  { id: "inv_1003", customer: "cus_orchard", amountCents: 35_050, state: "open" },
  { id: "inv_1004", customer: "cus_orchard", amountCents: 7_200, state: "draft" },
].map((invoice) => ({ ...invoice, currency: "EUR", issuedOn: "2026-10-01" }));
const payouts = [
  {
    id: "po_501",
    amountCents: 250_000,
    currency: "EUR",
    iban: "NL91ABNA0417164300",
    state: "sent",
  },
];

class Refusal extends Error {
  constructor(status, title) {
    super(title);
    this.status = status;
  }
}

function find(list, id) {
  const found = list.find((item) => item.id === id);
  if (!found) throw new Refusal(404, `There is no ${id}.`);
  return found;
}

function requireText(body, field) {
  if (typeof body[field] !== "string" || body[field] === "")
    throw new Refusal(400, `${field}: expected a text.`);
  return body[field];
}

function requireAmount(body) {
  if (!Number.isInteger(body.amountCents) || body.amountCents <= 0)
    throw new Refusal(400, "amountCents: expected a whole number above 0.");
  return body.amountCents;
}

function addCustomer(body) {
  const customer = {
    id: `cus_${randomUUID().slice(0, 8)}`,
    name: requireText(body, "name"),
    email: requireText(body, "email"),
    country: requireText(body, "country"),
  };
  customers.push(customer);
  return [201, customer];
}

function addInvoice(body) {
  const customer = find(customers, requireText(body, "customer")).id;
  const invoice = {
    id: `inv_${randomUUID().slice(0, 8)}`,
    customer,
    amountCents: requireAmount(body),
    state: "draft",
    currency: "EUR",
    issuedOn: new Date().toISOString().slice(0, 10),
  };
  invoices.push(invoice);
  return [201, invoice];
}

function changeState(id, from, to) {
  const invoice = find(invoices, id);
  if (invoice.state !== from) throw new Refusal(409, `${id} is ${invoice.state}, not ${from}.`);
  invoice.state = to;
  return [200, invoice];
}

function removeInvoice(id) {
  const invoice = find(invoices, id);
  if (invoice.state !== "draft") throw new Refusal(409, `${id} is ${invoice.state}, not draft.`);
  invoices.splice(invoices.indexOf(invoice), 1);
  return [204];
}

function addPayout(body) {
  const payout = {
    id: `po_${randomUUID().slice(0, 8)}`,
    amountCents: requireAmount(body),
    currency: "EUR",
    iban: requireText(body, "iban"),
    state: "pending",
  };
  payouts.push(payout);
  return [201, payout];
}

function listInvoices(query) {
  const state = query.get("state");
  return [200, { items: invoices.filter((invoice) => !state || invoice.state === state) }];
}

function whoAmI(headers) {
  const told = Object.entries(headers).filter(([name]) => name.startsWith("x-sallyport-"));
  return [200, { headers: Object.fromEntries(told) }];
}

/** The operations of prisma/sample/billing.yaml, in its order. */
const operations = [
  ["GET", "/v1/customers", () => [200, { items: customers }]],
  ["POST", "/v1/customers", ({ body }) => addCustomer(body)],
  ["GET", "/v1/customers/{id}", ({ id }) => [200, find(customers, id)]],
  ["GET", "/v1/invoices", ({ query }) => listInvoices(query)],
  ["POST", "/v1/invoices", ({ body }) => addInvoice(body)],
  ["GET", "/v1/invoices/{id}", ({ id }) => [200, find(invoices, id)]],
  ["DELETE", "/v1/invoices/{id}", ({ id }) => removeInvoice(id)],
  ["POST", "/v1/invoices/{id}/send", ({ id }) => changeState(id, "draft", "open")],
  ["POST", "/v1/invoices/{id}/pay", ({ id }) => changeState(id, "open", "paid")],
  ["GET", "/v1/payouts", () => [200, { items: payouts }]],
  ["POST", "/v1/payouts", ({ body }) => addPayout(body)],
  ["GET", "/v1/payouts/{id}", ({ id }) => [200, find(payouts, id)]],
  ["GET", "/v1/whoami", ({ headers }) => whoAmI(headers)],
  ["GET", "/health", () => [200, { status: "ok" }]],
].map(([method, template, handle]) => {
  const pattern = new RegExp(`^${template.replace("{id}", "(?<id>[^/]+)")}$`);
  return { method, pattern, handle };
});

async function readBody(request) {
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > BODY_BYTES_MAX) throw new Refusal(413, "The body is too large.");
    chunks.push(chunk);
  }
  if (size === 0) return {};
  try {
    const body = JSON.parse(Buffer.concat(chunks).toString("utf8"));
    if (typeof body === "object" && body !== null) return body;
  } catch {
    // answered below
  }
  throw new Refusal(400, "The body is not a JSON object.");
}

async function answer(request) {
  const url = new URL(request.url ?? "/", "http://sample");
  const here = operations.filter(({ pattern }) => pattern.test(url.pathname));
  if (here.length === 0) throw new Refusal(404, "There is nothing here.");
  const operation = here.find(({ method }) => method === request.method);
  if (!operation) throw new Refusal(405, `${request.method} is not possible here.`);
  const body = await readBody(request);
  const id = operation.pattern.exec(url.pathname)?.groups?.id;
  return operation.handle({ id, body, query: url.searchParams, headers: request.headers });
}

function send(response, status, body, type = "application/json") {
  const text = body === undefined ? "" : `${JSON.stringify(body)}\n`;
  response.writeHead(status, body === undefined ? {} : { "content-type": type });
  response.end(text);
}

const server = createServer((request, response) => {
  answer(request).then(
    ([status, body]) => send(response, status, body),
    (error) => {
      const status = error instanceof Refusal ? error.status : 500;
      const title = error instanceof Refusal ? error.message : "Something went wrong.";
      send(response, status, { type: "about:blank", status, title }, "application/problem+json");
    },
  );
});

server.listen(port, "127.0.0.1", () => console.log(`sample API on port ${port}`));
for (const signal of ["SIGINT", "SIGTERM"])
  process.on(signal, () => {
    server.close(() => process.exit(0));
    server.closeAllConnections();
  });
