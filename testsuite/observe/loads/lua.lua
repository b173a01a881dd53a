-- A load for the Lua interpreter: every library, errors, coroutines, the
-- collector in both of its modes.  Prints a sum, and leaves nothing behind.

local sum = 0
local function count (n) sum = (sum * 31 + n) % 1000003 end

local function tables (n)
  local t = {}
  for i = 1, n do t[i] = { key = "k" .. i, i } end
  for i = 1, n, 2 do t[i] = nil end
  for i = n, 2 * n do t["s" .. i] = i; t[i + 0.5] = i end
  for _, v in pairs (t) do count (type (v) == "table" and v[1] or v) end
  local a = {}
  for i = 1, n do a[i] = (i * 7919) % n end
  table.sort (a)
  table.sort (a, function (x, y) return x > y end)
  table.insert (a, 1, 5); table.insert (a, 7); count (table.remove (a, 1))
  table.move (a, 1, 5, 3)
  count (#table.concat (a, ","))
  count (select ("#", table.unpack (a, 1, 50)))
  count (#table.pack (1, nil, 3))
end

local function strings ()
  local text = ("the quick brown fox "):rep (20)
  for w in text:gmatch ("%a+") do count (#w) end
  count (#text:gsub ("%w+", string.upper))
  count (#text:gsub ("(q)(u)", "%2%1", 3))
  count (#text:gsub ("%w+", { the = "a", fox = false }))
  count (#string.format ("%5d|%-10s|%q|%g|%a|%x|%c|%i|%s", 42, "x", "a\nb\0c",
			 0.1, 1.5, 255, 65, 7, setmetatable ({}, {
    __tostring = function () return "object" end })))
  count (#string.pack ("<i4 z s2 d B", 7, "zero", "counted", 1.5, 9))
  count (string.unpack ("<i4", string.pack ("<i4", 123456)))
  count (("hello"):byte (-1)); count (#("x"):rep (1000, "-"))
  count (("abc"):find ("b", 1, true)); count ((("  x "):find ("^%s*(.-)%s*$")))
  count (#utf8.char (228, 8364, 66376))
  for p, c in utf8.codes ("aä€𐍈") do count (p + c) end
  count (utf8.len ("aä€")); count (utf8.codepoint ("€"))
  count (#(tostring (1e15) .. tostring (2^53) .. tostring (nil)))
  count (tonumber ("0x1p4")); count (tonumber ("zz", 36)); count (math.tointeger (3.0))
end

local function functions ()
  local function counter ()
    local n = 0
    return function () n = n + 1; return n end, function () return n end
  end
  local up, get = counter ()
  for _ = 1, 10 do up () end
  count (get ())
  local function fib (n) return n < 2 and n or fib (n - 1) + fib (n - 2) end
  count (fib (15))
  local function loop (n) if n == 0 then return 0 end return loop (n - 1) end
  count (loop (10000))
  local chunk = load ("local a <const>, b = ... ; return function () return a + b end")
  count (chunk (1, 2) ())
  local code = string.dump (function (x) return x * 2 end)
  count (load (code, "dumped", "b") (21))
  count (#select (2, load ("x = = 1")))
end

local function errors ()
  local ok, e = pcall (error, { code = 7 }); count (e.code)
  ok, e = pcall (function () local x; return x.y end); count (#e)
  ok, e = pcall (function () return 1 + {} end); count (#e)
  ok, e = pcall (function () return #5 end); count (#e)
  ok, e = pcall (function () return ("x") < 1 end); count (#e)
  ok, e = pcall (string.rep, "x", 1 << 40); count (#e)
  ok, e = xpcall (function () error ("deep", 2) end, debug.traceback); count (#e > 0 and 1 or 0)
  local depth = 0
  ok, e = pcall (function ()
    local function f () depth = depth + 1; if depth > 5000 then error (depth) end return f () + 1 end
    f ()
  end)
  count (depth)
  do
    local closed <close> = setmetatable ({}, { __close = function () count (3) end })
    pcall (function ()
      local inner <close> = setmetatable ({}, { __close = function () count (4) end })
      error ("while open")
    end)
  end
  count (select ("#", assert (1, 2, 3)))
end

local function coroutines ()
  local co = coroutine.wrap (function (a)
    for i = 1, 10 do a = a + coroutine.yield (i) end
    return a
  end)
  count (co (1))
  for _ = 1, 9 do count (co (2)) end
  local many = {}
  for i = 1, 50 do
    many[i] = coroutine.create (function () coroutine.yield (i); error ("end " .. i) end)
    coroutine.resume (many[i])
  end
  for i = 1, 25 do coroutine.resume (many[i]); count (#coroutine.status (many[i])) end
  for i = 26, 50 do coroutine.close (many[i]) end
  count (coroutine.isyieldable () and 1 or 0)
  local sorted = coroutine.wrap (function ()
    pcall (function () coroutine.yield (1); error () end); return 2
  end)
  count (sorted ()); count (sorted ())
end

local function objects ()
  local Point = {}
  Point.__index = Point
  Point.__add = function (a, b) return setmetatable ({ x = a.x + b.x }, Point) end
  Point.__eq = function (a, b) return a.x == b.x end
  Point.__lt = function (a, b) return a.x < b.x end
  Point.__le = function (a, b) return a.x <= b.x end
  Point.__call = function (self, y) return self.x * y end
  Point.__concat = function () return "point" end
  Point.__len = function (self) return self.x end
  Point.__unm = function (self) return self end
  Point.__newindex = function (t, k, v) rawset (t, k, v) end
  Point.__gc = function () end
  Point.__name = "Point"
  local p = setmetatable ({ x = 3 }, Point) + setmetatable ({ x = 4 }, Point)
  count (p (2)); count (#p); count (#(p .. p)); count (p <= p and p == p and not (p < p) and 1 or 0)
  p.y = 1
  local weak = setmetatable ({}, { __mode = "k" })
  local values = setmetatable ({}, { __mode = "v" })
  for i = 1, 100 do weak[{}] = i; values[i] = {} end
  collectgarbage ()
  for _ in pairs (weak) do count (1) end
  count (#values)
end

local function system ()
  local name = os.tmpname ()
  local f = assert (io.open (name, "w+"))
  f:setvbuf ("full", 1024)
  for i = 1, 200 do f:write (i, " line\n") end
  f:seek ("set"); count (f:read ("n")); count (#f:read ("l")); count (#f:read ("a")); f:close ()
  for line in io.lines (name) do count (#line) end
  local chunk = io.open (name, "w"); chunk:write ("return 42"); chunk:close ()
  count (dofile (name)); count (loadfile (name) ())
  os.remove (name); count (os.remove (name) == nil and 1 or 0)
  count (#os.date ("!%Y-%m-%d", 0)); count (os.time { year = 2000, month = 1, day = 1, hour = 12 } > 0 and 1 or 0)
  count (#(os.getenv ("NO_SUCH_VARIABLE") or "none"))
  count (math.floor (3.7) + math.ceil (3.2) + math.abs (-1) + math.max (1, 5) + math.fmod (7, 3))
  math.randomseed (42); count (math.random (1, 100) > 0 and 1 or 0)
  count (#debug.getinfo (1, "Sl").short_src > 0 and 1 or 0)
  local hits = 0
  debug.sethook (function () hits = hits + 1 end, "l"); local _ = 1; debug.sethook ()
  count (hits > 0 and 1 or 0)
  local n, v = debug.getlocal (1, 1); count (#n)
  count (pcall (require, "no.such.module") and 1 or 0)
  package.preload["made"] = function () return { 1, 2 } end
  count (#require ("made"))
end

for round = 1, 3 do
  if round == 2 then collectgarbage ("generational") end
  if round == 3 then collectgarbage ("incremental", 100, 400) end
  tables (300); strings (); functions (); errors (); coroutines (); objects (); system ()
  collectgarbage ("step"); collectgarbage ()
end
print ("sum", sum)
