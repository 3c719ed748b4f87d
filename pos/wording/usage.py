"""What argparse says, in both languages."""

TABLE = {
    "usage.usage": ("用法：", "usage:"),
    "usage.positional": ("参数：", "arguments:"),
    "usage.options": ("选项：", "options:"),
    "usage.required": ("缺少 {names}", "missing: {names}"),
    "usage.unrecognized": ("不认识 {given}", "unknown: {given}"),
    "usage.value-missing": ("{name} 后面缺少内容", "{name} needs a value"),
    "usage.choice": ("{name} 不能是 {given}，可选：{known}", "{name} cannot be {given}; choose from {known}"),
    "usage.no-value": ("{name} 不带内容，多了 {given}", "{name} takes no value, {given} was given"),
    "usage.port": ("{name} 应为 0 到 65535 的端口号", "{name} must be a port number from 0 to 65535"),
    "usage.not-text": ("{name} 的内容不是文字", "{name} is no text"),
    "usage.no-item": ("{name} 前面缺少 --item", "{name} must stand behind the --item it belongs to"),
    "usage.not-a-date": ("{name} 应为日期，如 2025-11-21", "{name} must be a date such as 2025-11-21"),
    "usage.not-a-number": ("{name} 应为大于 0 的整数", "{name} must be a whole number above 0"),
    "usage.not-with": ("{name} 不能与 {other} 同用", "{name} cannot be used together with {other}"),
    "usage.empty": ("{name} 不能为空", "{name} may not be empty"),
}
