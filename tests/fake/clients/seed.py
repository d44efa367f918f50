"""What there is before a client begins: what no operation of Azure AD Graph makes, and enough groups for three pages."""

USER = "3b06cb32-6f4f-46ff-9d13-7ff61f6b1a17"
OTHER = "9f0b5b5e-3c86-4f42-8e2c-0d7c1a1b2c3d"
APPLICATION = "5c1b6a0e-7d3f-4a53-9a50-6e7c9a4f1d20"
APP_ID = "b1f1c3de-8a0e-4f53-9c64-2d1f6f0a7b11"
DELETED = "e0b7a1c4-2f9d-4c68-8a3b-5d6e7f809112"
PRINCIPAL = "0d9c8b7a-6f5e-4d3c-8b1a-9f8e7d6c5b4a"
SKU = "c7df2760-2c81-4ef7-b578-5b5392b571df"
ROLE = "7a6d3c1e-9b2f-4e8a-b5d4-1c2e3f405162"


def seed():
    groups = [
        {"displayName": f"Seeded {n:03}", "mailNickname": f"seeded{n:03}", "mailEnabled": False, "securityEnabled": True}
        for n in range(230)
    ]
    user = {"accountEnabled": True, "usageLocation": "DE", "userType": "Member"}
    return {
        "microsoft_graph": {
            "domains": [
                {"id": "contoso.onmicrosoft.com", "isDefault": True, "isInitial": True, "isRoot": True, "isVerified": True}
            ],
            "users": [
                user | {"id": USER, "displayName": "Alex", "mailNickname": "alex", "userPrincipalName": "alex@contoso.onmicrosoft.com",
                        "passwordProfile": {"password": "Old-secret-1"}},
                user | {"id": OTHER, "displayName": "Kim", "mailNickname": "kim", "userPrincipalName": "kim@contoso.onmicrosoft.com"},
            ],
            "groups": groups,
            "applications": [
                {"id": APPLICATION, "appId": APP_ID, "displayName": "Seeded application"},
                {"id": DELETED, "appId": "d1f1c3de-8a0e-4f53-9c64-2d1f6f0a7b12", "displayName": "Deleted application", "deletedDateTime": "2026-01-01T00:00:00Z"},
            ],
            "servicePrincipals": [
                {"id": PRINCIPAL, "appId": APP_ID, "displayName": "Seeded application",
                 "appRoles": [{"id": ROLE, "displayName": "Reader", "value": "Read", "isEnabled": True, "allowedMemberTypes": ["User"]}]}
            ],
            "subscribedSkus": [
                {"id": f"tenant_{SKU}", "skuId": SKU, "skuPartNumber": "ENTERPRISEPREMIUM", "consumedUnits": 0, "prepaidUnits": {"enabled": 5}}
            ],
        },
        "me": "alex@contoso.onmicrosoft.com",
    }
