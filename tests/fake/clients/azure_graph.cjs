// @azure/graph for JavaScript, unchanged, against the fake.
const { GraphRbacManagementClient } = require("@azure/graph");
const { TokenCredentials } = require("@azure/ms-rest-js");
const { step, unknown, end } = require(process.env.STEPS);

const seed = JSON.parse(process.env.SEED);
const base = process.argv[2];
const client = new GraphRbacManagementClient(new TokenCredentials("fake"), "contoso.onmicrosoft.com", { baseUri: base });
const directory = `${base}/contoso.onmicrosoft.com/directoryObjects/`;
const names = (list) => list.map((object) => object.displayName);

async function refused(call) {
  try {
    await call();
  } catch (error) {
    return [error.statusCode, error.body && error.body.code];
  }
  return null;
}

async function main() {
  const make = (name) => client.groups.create({ displayName: name, mailNickname: name });
  const outer = await make("Outer");
  const inner = await make("Inner");
  step("create a group", "Outer", outer.displayName);
  step("read it", "Outer", (await client.groups.get(outer.objectId)).displayName);
  let page = await client.groups.list();
  const sizes = [page.length];
  while (page.odatanextLink) {
    page = await client.groups.listNext(page.odatanextLink);
    sizes.push(page.length);
  }
  step("list over three pages", [100, 100, 32], sizes);
  step("filter by equality", ["Seeded 007"], names(await client.groups.list({ filter: "displayName eq 'Seeded 007'" })));
  step("filter by a beginning", 10, (await client.groups.list({ filter: "startswith(displayName,'Seeded 01')" })).length);
  step("a property that cannot be filtered by", [400, "Request_UnsupportedQuery"],
    await refused(() => client.groups.list({ filter: "description eq 'x'" })));
  await client.groups.addMember(outer.objectId, { url: directory + inner.objectId });
  await client.groups.addMember(inner.objectId, { url: directory + seed.USER });
  step("link members", ["Inner"], names(await client.groups.getGroupMembers(outer.objectId)));
  step("link a member twice", [400, "Request_BadRequest"],
    await refused(() => client.groups.addMember(outer.objectId, { url: directory + inner.objectId })));
  const asked = { groupId: outer.objectId, memberId: seed.USER };
  step("isMemberOf through a group", true, (await client.groups.isMemberOf(asked)).value);
  const both = [outer.objectId, inner.objectId].sort();
  const all = { securityEnabledOnly: true };
  step("getMemberGroups of a user", both, [...(await client.users.getMemberGroups(seed.USER, all))].sort());
  step("getMemberGroups of a group", [outer.objectId],
    [...(await client.groups.getMemberGroups(inner.objectId, { securityEnabledOnly: false }))]);
  await client.groups.addOwner(outer.objectId, { url: directory + seed.USER });
  await client.groups.addOwner(outer.objectId, { url: directory + seed.OTHER });
  step("link owners", ["Alex", "Kim"], names(await client.groups.listOwners(outer.objectId)).sort());
  await client.groups.removeOwner(outer.objectId, seed.USER);
  step("the last owner stays", [400, "Request_BadRequest"],
    await refused(() => client.groups.removeOwner(outer.objectId, seed.OTHER)));
  await client.groups.removeMember(outer.objectId, inner.objectId);
  step("unlink a member", [], names(await client.groups.getGroupMembers(outer.objectId)));
  const found = await client.objects.getObjectsByObjectIds({ objectIds: [seed.APPLICATION, outer.objectId], types: ["Application"] });
  step("objects by their IDs", ["Seeded application"], names(found));
  step("an application by its object ID", seed.APP_ID, (await client.applications.get(seed.APPLICATION)).appId);
  step("a service principal's ID", seed.PRINCIPAL, (await client.applications.getServicePrincipalsIdByAppId(seed.APP_ID)).value);
  step("deleted applications", ["Deleted application"], names(await client.deletedApplications.list()));
  step("restore one", "Deleted application", (await client.deletedApplications.restore(seed.DELETED)).displayName);
  step("it is there again", seed.DELETED, (await client.applications.get(seed.DELETED)).objectId);
  step("domains", ["contoso.onmicrosoft.com"], (await client.domains.list()).map((domain) => domain.name));
  step("a domain", true, (await client.domains.get("contoso.onmicrosoft.com")).isDefault);
  await client.groups.deleteMethod(inner.objectId);
  step("delete a group", [404, "Request_ResourceNotFound"], await refused(() => client.groups.get(inner.objectId)));

  for (const [name, call] of [
    ["users.get", () => client.users.get(seed.USER)],
    ["users.list", () => client.users.list()],
    ["applications.list", () => client.applications.list()],
    ["applications.deleteMethod", () => client.applications.deleteMethod(seed.APPLICATION)],
    ["applications.listOwners", () => client.applications.listOwners(seed.APPLICATION)],
    ["servicePrincipals.get", () => client.servicePrincipals.get(seed.PRINCIPAL)],
    ["servicePrincipals.list", () => client.servicePrincipals.list()],
    ["signedInUser.get", () => client.signedInUser.get()],
    ["oAuth2PermissionGrant.list", () => client.oAuth2PermissionGrant.list()],
  ]) {
    const answer = await refused(call);
    if (answer) unknown(name, `${answer[0]} ${answer[1]}`);
  }
  end("@azure/graph 5.0.3");
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
