// @microsoft/microsoft-graph-client for JavaScript, unchanged, against the fake.
const { Client, GraphError, HTTPMessageHandler } = require("@microsoft/microsoft-graph-client");
const { step, end } = require(process.env.STEPS);

const seed = JSON.parse(process.env.SEED);
const base = process.argv[2];
// The client's own step for tokens gives them to hosts with TLS only.
const authorize = {
  async execute(context) {
    context.options = { ...context.options, headers: { ...context.options.headers, Authorization: "Bearer fake" } };
    await this.next.execute(context);
  },
  setNext(next) {
    this.next = next;
  },
};
authorize.setNext(new HTTPMessageHandler());
const client = Client.initWithMiddleware({ baseUrl: `${base}/`, middleware: authorize });
// The client takes whole addresses apart with TLS only.
const follow = (link) => client.api(link.replace(`${base}/v1.0`, ""));
const names = (list) => list.map((object) => object.displayName);
const reference = (id) => ({ "@odata.id": `${base}/v1.0/directoryObjects/${id}` });

async function refused(call) {
  try {
    await call();
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    return [error.statusCode, error.code];
  }
  return null;
}

async function main() {
  const make = (name) => client.api("/groups").post({ displayName: name, mailNickname: name, mailEnabled: false, securityEnabled: true });
  const outer = await make("Outer");
  const inner = await make("Inner");
  const group = (id, rest = "") => client.api(`/groups/${id}${rest}`);
  step("create a group", "Outer", outer.displayName);
  step("read it", "Outer", (await group(outer.id).get()).displayName);
  step("select", { id: outer.id, displayName: "Outer" },
    (({ id, displayName, ...rest }) => ({ id, displayName, ...(rest.mailNickname && rest) }))(await group(outer.id).select("displayName").get()));
  let pages = 0;
  let count = 0;
  let page = await client.api("/groups").top(100).get();
  for (;;) {
    pages += 1;
    count += page.value.length;
    if (!page["@odata.nextLink"]) break;
    page = await follow(page["@odata.nextLink"]).get();
  }
  step("list over three pages", [3, 232], [pages, count]);
  step("filter by equality", ["Seeded 007"], names((await client.api("/groups").filter("displayName eq 'Seeded 007'").get()).value));
  step("filter by a beginning", 10, (await client.api("/groups").filter("startswith(displayName,'Seeded 01')").get()).value.length);
  const advanced = (path) => client.api(path).header("ConsistencyLevel", "eventual").count(true);
  step("search", ["Inner"], names((await advanced("/groups").search('"displayName:inner"').get()).value));
  step("filter, order and count", [230, "Seeded 229"],
    ((list) => [list["@odata.count"], list.value[0].displayName])(
      await advanced("/groups").filter("startswith(displayName,'Seeded')").orderby("displayName desc").get()));
  step("a query that has to be advanced", [400, "Request_UnsupportedQuery"],
    await refused(() => client.api("/groups").filter("displayName ne 'x'").get()));
  await group(outer.id).update({ displayName: "Renamed", description: "New" });
  step("update", ["Renamed", "New"], ((g) => [g.displayName, g.description])(await group(outer.id).get()));
  await group(outer.id).update({ description: null });
  step("clear", null, (await group(outer.id).get()).description);
  step("a property that there is not", [400, "Request_BadRequest"], await refused(() => group(outer.id).update({ color: "red" })));
  await group(outer.id, "/members/$ref").post(reference(inner.id));
  await group(inner.id, "/members/$ref").post(reference(seed.USER));
  step("link members", ["Inner"], names((await group(outer.id, "/members").get()).value));
  step("transitive members", ["Alex", "Inner"], names((await group(outer.id, "/transitiveMembers").get()).value).sort());
  const both = [outer.id, inner.id].sort();
  const user = (rest) => client.api(`/users/${seed.USER}${rest}`);
  step("checkMemberGroups", [outer.id], (await user("/checkMemberGroups").post({ groupIds: [outer.id, seed.OTHER] })).value);
  step("checkMemberObjects", [inner.id], (await user("/checkMemberObjects").post({ ids: [inner.id] })).value);
  step("getMemberGroups", both, (await user("/getMemberGroups").post({ securityEnabledOnly: true })).value.sort());
  step("getMemberObjects", both, (await client.api("/me/getMemberObjects").post({ securityEnabledOnly: false })).value.sort());
  step("getByIds", ["Alex"], names((await client.api("/directoryObjects/getByIds").post({ ids: [seed.USER, outer.id], types: ["user"] })).value));
  await group(outer.id, "/owners/$ref").post(reference(seed.USER));
  step("the last owner stays", [400, "Request_BadRequest"],
    await refused(() => group(outer.id, `/owners/${seed.USER}/$ref`).delete()));
  await group(outer.id, `/members/${inner.id}/$ref`).delete();
  step("unlink a member", [], (await group(outer.id, "/members").get()).value);
  step("assign a licence", [seed.SKU], (await user("/assignLicense").post({ addLicenses: [{ skuId: seed.SKU, disabledPlans: [] }], removeLicenses: [] }),
    (await user("").select("assignedLicenses").get()).assignedLicenses.map((licence) => licence.skuId)));
  step("subscribed SKUs", [1], (await client.api("/subscribedSkus").get()).value.map((sku) => sku.consumedUnits));
  await client.api("/me/changePassword").post({ currentPassword: "Old-secret-1", newPassword: "New-secret-1" });
  step("change the password with a wrong one", [400, "Request_BadRequest"],
    await refused(() => client.api("/me/changePassword").post({ currentPassword: "Old-secret-1", newPassword: "New-secret-2" })));
  const secret = await client.api(`/applications/${seed.APPLICATION}/addPassword`).post({ passwordCredential: { displayName: "CI" } });
  step("addPassword", 40, secret.secretText.length);
  const assigned = { principalId: outer.id, resourceId: seed.PRINCIPAL, appRoleId: seed.ROLE };
  step("appRoleAssignments", "Renamed", (await group(outer.id, "/appRoleAssignments").post(assigned)).principalDisplayName);
  const domain = await client.api("/domains").post({ id: "contoso.com" });
  step("create a domain", false, domain.isVerified);
  step("its records", 2, (await client.api("/domains/contoso.com/verificationDnsRecords").get()).value.length);
  const first = await client.api("/groups/delta").select("displayName").get();
  let last = first;
  while (last["@odata.nextLink"]) last = await follow(last["@odata.nextLink"]).get();
  await group(inner.id).delete();
  step("delta", [inner.id], (await follow(last["@odata.deltaLink"]).get()).value.map((change) => change.id));
  step("delete a group", [404, "Request_ResourceNotFound"], await refused(() => group(inner.id).get()));
  const deleted = await client.api("/directory/deletedItems/microsoft.graph.group").get();
  step("deleted groups", ["Inner"], names(deleted.value));
  await client.api(`/directory/deletedItems/${inner.id}/restore`).post({});
  step("restore it", "Inner", (await group(inner.id).get()).displayName);
  const batch = await client.api("/$batch").post({ requests: [
    { id: "1", method: "GET", url: `/groups/${outer.id}` },
    { id: "2", method: "GET", url: `/groups/${seed.USER}` },
  ] });
  step("a batch", [200, 404], batch.responses.map((response) => response.status));
  end("@microsoft/microsoft-graph-client 3.0.7");
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
