"""msgraph-sdk for Python, unchanged, against the fake."""

import asyncio
import sys

from kiota_abstractions.api_error import APIError
from kiota_abstractions.authentication import AnonymousAuthenticationProvider
from kiota_abstractions.base_request_configuration import RequestConfiguration
from msgraph.generated.applications.item.add_password.add_password_post_request_body import AddPasswordPostRequestBody
from msgraph.generated.directory_objects.get_by_ids.get_by_ids_post_request_body import GetByIdsPostRequestBody
from msgraph.generated.groups.groups_request_builder import GroupsRequestBuilder
from msgraph.generated.models.domain import Domain
from msgraph.generated.models.group import Group
from msgraph.generated.models.o_data_errors.o_data_error import ODataError
from msgraph.generated.models.password_credential import PasswordCredential
from msgraph.generated.models.reference_create import ReferenceCreate
from msgraph.generated.users.item.assign_license.assign_license_post_request_body import AssignLicensePostRequestBody
from msgraph.generated.models.assigned_license import AssignedLicense
from msgraph.generated.users.item.check_member_groups.check_member_groups_post_request_body import CheckMemberGroupsPostRequestBody
from msgraph.generated.users.item.get_member_groups.get_member_groups_post_request_body import GetMemberGroupsPostRequestBody
from msgraph.graph_request_adapter import GraphRequestAdapter
from msgraph.graph_service_client import GraphServiceClient
from msgraph_core.tasks.page_iterator import PageIterator

import seed
from steps import end, step

base = sys.argv[1]


class Token(AnonymousAuthenticationProvider):
    """Any token will do; providers of Microsoft's own refuse to send one without TLS."""

    async def authenticate_request(self, request, additional_authentication_context=None):
        request.headers.add("Authorization", "Bearer fake")


adapter = GraphRequestAdapter(Token())
adapter.base_url = f"{base}/v1.0"
client = GraphServiceClient(request_adapter=adapter)
Query = GroupsRequestBuilder.GroupsRequestBuilderGetQueryParameters


async def refused(call):
    try:
        await call
    except ODataError as error:
        return error.response_status_code, error.error.code
    except APIError as error:
        return error.response_status_code, None
    return None


async def groups(advanced=False, **query):
    configuration = RequestConfiguration(query_parameters=Query(**query))
    if advanced:
        configuration.headers.add("ConsistencyLevel", "eventual")
    return await client.groups.get(request_configuration=configuration)


def names(page):
    return [item.display_name for item in page.value]


def make(name):
    return client.groups.post(Group(display_name=name, mail_nickname=name, mail_enabled=False, security_enabled=True))


def reference(identifier):
    return ReferenceCreate(odata_id=f"{base}/v1.0/directoryObjects/{identifier}")


async def main():
    outer, inner = await make("Outer"), await make("Inner")
    step("create a group", "Outer", outer.display_name)
    step("read it", "Outer", (await client.groups.by_group_id(outer.id).get()).display_name)
    page, sizes = await groups(top=100), []
    while True:
        sizes.append(len(page.value))
        if not page.odata_next_link:
            break
        page = await client.groups.with_url(page.odata_next_link).get()
    step("list over three pages", [100, 100, 32], sizes)
    step("filter by equality", ["Seeded 007"], names(await groups(filter="displayName eq 'Seeded 007'")))
    step("filter by a beginning", 10, len((await groups(filter="startswith(displayName,'Seeded 01')")).value))
    step("search", ["Inner"], names(await groups(advanced=True, search='"displayName:inner"')))
    found = await groups(advanced=True, count=True, filter="startswith(displayName,'Seeded')", orderby=["displayName desc"])
    step("filter, order and count", (230, "Seeded 229"), (found.odata_count, found.value[0].display_name))
    step("a query that has to be advanced", (400, "Request_UnsupportedQuery"), await refused(groups(filter="displayName ne 'x'")))
    await client.groups.by_group_id(outer.id).patch(Group(display_name="Renamed", description="New"))
    read = await client.groups.by_group_id(outer.id).get()
    step("update", ("Renamed", "New"), (read.display_name, read.description))
    step("a value that is not taken", (400, "Request_BadRequest"),
         await refused(client.groups.by_group_id(outer.id).patch(Group(mail_nickname="a b"))))
    await client.groups.by_group_id(outer.id).members.ref.post(reference(inner.id))
    await client.groups.by_group_id(inner.id).members.ref.post(reference(seed.USER))
    step("link members", [("#microsoft.graph.group", "Inner")],
         [(m.odata_type, m.display_name) for m in (await client.groups.by_group_id(outer.id).members.get()).value])
    step("transitive members", {"Alex", "Inner"}, set(names(await client.groups.by_group_id(outer.id).transitive_members.get())))
    user = client.users.by_user_id(seed.USER)
    asked = CheckMemberGroupsPostRequestBody(group_ids=[outer.id, seed.OTHER])
    step("checkMemberGroups", [outer.id], (await user.check_member_groups.post(asked)).value)
    asked = GetMemberGroupsPostRequestBody(security_enabled_only=True)
    step("getMemberGroups", sorted([outer.id, inner.id]), sorted((await user.get_member_groups.post(asked)).value))
    step("memberOf", ["Inner"], names(await user.member_of.get()))
    asked = GetByIdsPostRequestBody(ids=[seed.USER, outer.id], types=["user"])
    step("getByIds", ["Alex"], names(await client.directory_objects.get_by_ids.post(asked)))
    step("me", "Alex", (await client.me.get()).display_name)
    await client.groups.by_group_id(outer.id).owners.ref.post(reference(seed.USER))
    last = client.groups.by_group_id(outer.id).owners.by_directory_object_id(seed.USER).ref.delete()
    step("the last owner stays", (400, "Request_BadRequest"), await refused(last))
    await client.groups.by_group_id(outer.id).members.by_directory_object_id(inner.id).ref.delete()
    step("unlink a member", [], (await client.groups.by_group_id(outer.id).members.get()).value)
    licence = AssignedLicense(sku_id=seed.SKU, disabled_plans=[])
    await user.assign_license.post(AssignLicensePostRequestBody(add_licenses=[licence], remove_licenses=[]))
    step("assign a licence", [1], [sku.consumed_units for sku in (await client.subscribed_skus.get()).value])
    body = AddPasswordPostRequestBody(password_credential=PasswordCredential(display_name="CI"))
    secret = await client.applications.by_application_id(seed.APPLICATION).add_password.post(body)
    step("addPassword", 40, len(secret.secret_text))
    step("an application by its app ID", seed.APPLICATION, (await client.applications_with_app_id(seed.APP_ID).get()).id)
    made = await client.domains.post(Domain(id="contoso.com"))
    step("create a domain", False, made.is_verified)
    records = (await client.domains.by_domain_id("contoso.com").verification_dns_records.get()).value
    step("its records", {"#microsoft.graph.domainDnsTxtRecord", "#microsoft.graph.domainDnsMxRecord"}, {r.odata_type for r in records})
    await client.groups.by_group_id(inner.id).delete()
    step("delete a group", (404, "Request_ResourceNotFound"), await refused(client.groups.by_group_id(inner.id).get()))
    step("deleted groups", ["Inner"], names(await client.directory.deleted_items.graph_group.get()))
    await client.directory.deleted_items.by_directory_object_id(inner.id).restore.post(None)
    step("restore it", "Inner", (await client.groups.by_group_id(inner.id).get()).display_name)
    end("msgraph-sdk 1.65.0")


asyncio.run(main())
