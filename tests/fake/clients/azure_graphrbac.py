"""azure-graphrbac for Python, unchanged, against the fake."""

import sys

from azure.graphrbac import GraphRbacManagementClient
from azure.graphrbac.models import CheckGroupMembershipParameters, GetObjectsParameters, GraphErrorException, GroupCreateParameters
from msrest.authentication import BasicTokenAuthentication
from msrestazure.azure_exceptions import CloudError

import seed
from steps import end, step, unknown

base = sys.argv[1]
client = GraphRbacManagementClient(BasicTokenAuthentication({"access_token": "fake"}), "contoso.onmicrosoft.com", base)
directory = f"{base}/contoso.onmicrosoft.com/directoryObjects/"


def refused(call):
    try:
        call()
    except GraphErrorException as error:
        return error.response.status_code, error.error.code
    except CloudError as error:
        return error.status_code, "without a code that the client knows"
    return None


def make(name):
    return client.groups.create(GroupCreateParameters(display_name=name, mail_nickname=name))


outer, inner = make("Outer"), make("Inner")
step("create a group", "Outer", outer.display_name)
step("read it", "Outer", client.groups.get(outer.object_id).display_name)
pages = client.groups.list()
count, first = 0, None
pages.advance_page()
sizes = [len(pages.current_page)]
while pages.next_link:
    pages.advance_page()
    sizes.append(len(pages.current_page))
step("list over three pages", [100, 100, 32], sizes)
step("filter by equality", ["Seeded 007"], [g.display_name for g in client.groups.list(filter="displayName eq 'Seeded 007'")])
step("filter by a beginning", 10, len(list(client.groups.list(filter="startswith(displayName,'Seeded 01')"))))
step("a property that cannot be filtered by", (400, "Request_UnsupportedQuery"),
     refused(lambda: list(client.groups.list(filter="description eq 'x'"))))
client.groups.add_member(outer.object_id, directory + inner.object_id)
client.groups.add_member(inner.object_id, directory + seed.USER)
step("link members", ["Inner"], [m.display_name for m in client.groups.get_group_members(outer.object_id)])
step("link a member twice", (400, "Request_BadRequest"),
     refused(lambda: client.groups.add_member(outer.object_id, directory + inner.object_id)))
step("isMemberOf through a group", True, client.groups.is_member_of(CheckGroupMembershipParameters(group_id=outer.object_id, member_id=seed.USER)).value)
both = sorted([outer.object_id, inner.object_id])
step("getMemberGroups of a user", both, sorted(client.users.get_member_groups(seed.USER, True)))
step("getMemberGroups of a group", [outer.object_id], list(client.groups.get_member_groups(inner.object_id, False)))
client.groups.add_owner(outer.object_id, directory + seed.USER)
client.groups.add_owner(outer.object_id, directory + seed.OTHER)
step("link owners", {"Alex", "Kim"}, {o.display_name for o in client.groups.list_owners(outer.object_id)})
client.groups.remove_owner(outer.object_id, seed.USER)
step("the last owner stays", (400, "Request_BadRequest"),
     refused(lambda: client.groups.remove_owner(outer.object_id, seed.OTHER)))
client.groups.remove_member(outer.object_id, inner.object_id)
step("unlink a member", [], list(client.groups.get_group_members(outer.object_id)))
asked = GetObjectsParameters(object_ids=[seed.APPLICATION, outer.object_id], types=["Application"])
found = client.objects.get_objects_by_object_ids(asked)
step("objects by their IDs", [("Application", "Seeded application")], [(o.object_type, o.display_name) for o in found])
step("an application by its object ID", seed.APP_ID, client.applications.get(seed.APPLICATION).app_id)
step("a service principal's ID", seed.PRINCIPAL, client.applications.get_service_principals_id_by_app_id(seed.APP_ID).value)
step("deleted applications", ["Deleted application"], [a.display_name for a in client.deleted_applications.list()])
step("restore one", "Deleted application", client.deleted_applications.restore(seed.DELETED).display_name)
step("it is there again", seed.DELETED, client.applications.get(seed.DELETED).object_id)
step("domains", ["contoso.onmicrosoft.com"], [d.name for d in client.domains.list()])
step("a domain", True, client.domains.get("contoso.onmicrosoft.com").is_default)
client.groups.delete(inner.object_id)
step("delete a group", (404, "Request_ResourceNotFound"), refused(lambda: client.groups.get(inner.object_id)))

for name, call in [
    ("users.get", lambda: client.users.get(seed.USER)),
    ("users.list", lambda: list(client.users.list())),
    ("applications.list", lambda: list(client.applications.list())),
    ("applications.delete", lambda: client.applications.delete(seed.APPLICATION)),
    ("applications.list_owners", lambda: list(client.applications.list_owners(seed.APPLICATION))),
    ("service_principals.get", lambda: client.service_principals.get(seed.PRINCIPAL)),
    ("service_principals.list", lambda: list(client.service_principals.list())),
    ("signed_in_user.get", lambda: client.signed_in_user.get()),
    ("oauth2_permission_grant.list", lambda: list(client.oauth2_permission_grant.list())),
]:
    answer = refused(call)
    if answer:
        unknown(name, f"{answer[0]} {answer[1]}")
end("azure-graphrbac 0.61.2")
