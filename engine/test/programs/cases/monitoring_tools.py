"""sys.monitoring as tools see it that sign in and out."""

import sys

monitoring = sys.monitoring
print(monitoring.events, monitoring.DEBUGGER_ID, monitoring.COVERAGE_ID, monitoring.PROFILER_ID, monitoring.OPTIMIZER_ID)
print(monitoring.DISABLE is not monitoring.MISSING, type(monitoring.DISABLE))
for act in (
    lambda: monitoring.get_tool(1),
    lambda: monitoring.use_tool_id(9, "x"),
    lambda: monitoring.use_tool_id(1, 5),
    lambda: monitoring.use_tool_id(1, "mine"),
    lambda: monitoring.use_tool_id(1, "other"),
    lambda: monitoring.get_tool(1),
    lambda: monitoring.register_callback(1, monitoring.events.LINE, print),
    lambda: monitoring.register_callback(1, monitoring.events.LINE, None),
    lambda: monitoring.register_callback(1, 3, None),
    lambda: monitoring.register_callback(1, monitoring.events.LINE, None),
    lambda: monitoring.get_events(1),
    lambda: monitoring.set_events(1, 1 << 30),
    lambda: monitoring.set_events(1, 0),
    lambda: monitoring.set_events(2, 0),
    lambda: monitoring.set_local_events(1, 5, 0),
    lambda: monitoring.restart_events(),
    lambda: monitoring.clear_tool_id(1),
    lambda: monitoring.free_tool_id(1),
    lambda: monitoring.get_tool(1),
    lambda: monitoring.free_tool_id(-1),
):
    try:
        print(act())
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
