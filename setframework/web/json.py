from rest_framework.parsers import JSONParser as StrictJSONParser  # noqa: F401
