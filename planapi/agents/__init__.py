"""For agents: the tools, prompts and resources of the Model Context Protocol, over HTTP (``POST /mcp``) and stdio (``manage.py mcp``).

A tool asks the views of the API, in this process, and answers in few words; it reads nothing that they don't serve (docs/decisions/0033-agents.md).
"""
