/** `enum`: classes whose attributes are their only instances. */
export const ENUM = String.raw`
class auto:
    def __init__(self, value=None):
        self.value = value


class member:
    def __init__(self, value):
        self.value = value


class nonmember:
    def __init__(self, value):
        self.value = value


class property(property):
    pass


def _is_descriptor(value):
    return hasattr(value, "__get__") or hasattr(value, "__set__") or hasattr(value, "__delete__")


def _is_dunder(name):
    return len(name) > 4 and name[:2] == name[-2:] == "__"


def _is_sunder(name):
    return len(name) > 2 and name[0] == name[-1] == "_" and name[1] != "_"


class EnumDict(dict):
    def __init__(self, cls_name=None):
        super().__init__()
        self._member_names = {}
        self._values = []
        self._ignore = ()
        self._generate = None
        self._cls_name = cls_name

    def __setitem__(self, key, value):
        if key == "_ignore_":
            self._ignore = value.replace(",", " ").split() if isinstance(value, str) else list(value)
        elif key == "_generate_next_value_":
            self._generate = value.__func__ if isinstance(value, staticmethod) else value
            value = staticmethod(self._generate)
        elif _is_dunder(key) or _is_sunder(key) or key.startswith("_" + str(self._cls_name) + "__"):
            pass
        elif key in self._member_names:
            raise TypeError(f"{key!r} already defined as {self[key]!r}")
        elif key in self._ignore:
            pass
        elif isinstance(value, nonmember):
            value = value.value
        elif isinstance(value, member) or not _is_descriptor(value) or isinstance(value, (auto, type)):
            if isinstance(value, type) and not isinstance(value, auto):
                super().__setitem__(key, value)
                return
            if key in self:
                raise TypeError(f"{key!r} already defined as {self[key]!r}")
            if isinstance(value, member):
                value = value.value
            elif isinstance(value, auto):
                if value.value is None:
                    value.value = self._next(key)
                value = value.value
            elif isinstance(value, tuple) and any(isinstance(part, auto) for part in value):
                parts = []
                for part in value:
                    if isinstance(part, auto):
                        if part.value is None:
                            part.value = self._next(key)
                        part = part.value
                    parts.append(part)
                value = tuple(parts)
            self._member_names[key] = None
            self._values.append(value)
        super().__setitem__(key, value)

    def _next(self, key):
        return self._generate(key, 1, len(self._member_names), self._values[:])


class EnumType(type):
    @classmethod
    def __prepare__(metacls, cls, bases, **kwds):
        namespace = EnumDict(cls)
        for base in bases:
            if isinstance(base, EnumType):
                if base._member_names_:
                    raise TypeError(f"<enum {cls!r}> cannot extend {base!r}")
        if bases:
            namespace._generate = getattr(bases[-1], "_generate_next_value_", None)
        return namespace

    def __new__(metacls, cls, bases, classdict, *, boundary=None, **kwds):
        if not isinstance(classdict, EnumDict):
            plain, classdict = classdict, EnumDict(cls)
            classdict._generate = getattr(bases[-1], "_generate_next_value_", None) if bases else None
            for key, value in plain.items():
                classdict[key] = value
        names = list(classdict._member_names)
        values = {name: classdict[name] for name in names}
        namespace = {key: value for key, value in classdict.items() if key not in values and key not in (*classdict._ignore, "_ignore_")}
        namespace["_member_names_"] = []
        namespace["_member_map_"] = {}
        namespace["_value2member_map_"] = {}
        namespace["_unhashable_values_"] = []
        data_type = object
        for base in bases:
            for one in base.__mro__:
                if one is object or isinstance(one, EnumType):
                    continue
                if "__new__" in one.__dict__ and data_type is object:
                    data_type = one
        own_new = namespace.get("__new_member__", namespace.get("__new__"))
        if Enum is None:
            own_new = None
        else:
            # A call of the class looks members up; what makes a member is kept under another name.
            if own_new is not None:
                namespace["__new_member__"] = own_new
            namespace["__new__"] = Enum.__dict__["__new__"]
        namespace["_member_type_"] = data_type
        enum_class = super().__new__(metacls, cls, bases, namespace, **kwds)
        if Enum is not None and data_type is not object:
            # What the data type brings is the enumeration's own business, unless the class says otherwise.
            for method in ("__repr__", "__str__", "__format__", "__reduce_ex__"):
                if method not in namespace and getattr(enum_class, method) in (getattr(data_type, method), getattr(object, method)):
                    setattr(enum_class, method, getattr(bases[-1], method))
        for name in names:
            enum_class._add_member(name, values[name], data_type, own_new)
        if Flag is not None and issubclass(enum_class, Flag):
            mask = 0
            for one in enum_class._member_map_.values():
                if isinstance(one._value_, int):
                    mask |= one._value_
            enum_class._flag_mask_ = mask
            enum_class._boundary_ = boundary or getattr(enum_class, "_boundary_", None) or STRICT
            # Only single bits are iterated; combinations are aliases.
            enum_class._member_names_ = [
                name for name in enum_class._member_names_
                if enum_class._member_map_[name]._value_ and not enum_class._member_map_[name]._value_ & (enum_class._member_map_[name]._value_ - 1)
            ]
        return enum_class

    def _add_member(cls, name, value, data_type, own_new):
        args = value if isinstance(value, tuple) else (value,)
        if own_new is None:
            own_new = getattr(cls, "__new_member__", None)
        if own_new is not None:
            new = own_new.__func__ if isinstance(own_new, staticmethod) else own_new
            one = new(cls, *args)
        elif data_type is object:
            one = object.__new__(cls)
        else:
            one = data_type.__new__(cls, *args)
        if not hasattr(one, "_value_"):
            one._value_ = value if data_type is object or data_type is tuple else data_type(*args)
        value = one._value_
        one._name_ = name
        one.__objclass__ = cls
        known = cls._find(value)
        if known is not None:
            one = known
        else:
            one._sort_order_ = len(cls._member_names_)
            cls._member_names_.append(name)
            cls._member_map_[name] = one
            init = cls.__init__
            if Enum is not None and init is not Enum.__init__:
                init(one, *args)
            try:
                cls._value2member_map_.setdefault(one._value_, one)
            except TypeError:
                cls._unhashable_values_.append(one)
        cls._member_map_[name] = one
        type.__setattr__(cls, name, one)

    def _find(cls, value):
        try:
            return cls._value2member_map_.get(value)
        except TypeError:
            for one in cls._unhashable_values_:
                if one._value_ == value:
                    return one
        return None

    def __bool__(cls):
        return True

    def __call__(cls, value, names=None, *values, module=None, qualname=None, type=None, start=1, boundary=None):
        if cls._member_map_ or names is None:
            return cls.__new__(cls, (value, names, *values) if names is not None else value)
        return cls._create(value, names, module, type, start)

    def _create(cls, class_name, names, module, mixin, start):
        bases = (cls,) if mixin is None else (mixin, cls)
        namespace = EnumType.__prepare__(class_name, bases)
        if isinstance(names, str):
            names = names.replace(",", " ").split()
        if isinstance(names, (list, tuple)) and names and isinstance(names[0], str):
            counted, last = [], []
            for index, name in enumerate(names):
                value = cls._generate_next_value_(name, start, index, last[:])
                last.append(value)
                counted.append((name, value))
            names = counted
        for item in names:
            name, value = (item, names[item]) if isinstance(item, str) else item
            namespace[name] = value
        namespace["__module__"] = module or "__main__"
        return type(cls)(class_name, bases, namespace)

    def __contains__(cls, value):
        if isinstance(value, cls):
            return True
        try:
            return value in cls._value2member_map_
        except TypeError:
            return any(one._value_ == value for one in cls._unhashable_values_)

    def __delattr__(cls, attr):
        if attr in cls.__dict__.get("_member_map_", {}):
            raise AttributeError(f"{cls.__name__!r} cannot delete member {attr!r}.")
        super().__delattr__(attr)

    def __setattr__(cls, name, value):
        if name in cls.__dict__.get("_member_map_", {}):
            raise AttributeError(f"cannot reassign member {name!r}")
        super().__setattr__(name, value)

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __iter__(cls):
        return (cls._member_map_[name] for name in cls._member_names_)

    def __reversed__(cls):
        return (cls._member_map_[name] for name in reversed(cls._member_names_))

    def __len__(cls):
        return len(cls._member_names_)

    def __dir__(cls):
        return ["__class__", "__contains__", "__doc__", "__getitem__", "__init_subclass__", "__iter__", "__len__", "__members__", "__module__", "__name__", "__qualname__", *cls._member_names_]

    @property
    def __members__(cls):
        return _proxy(cls._member_map_)

    def __repr__(cls):
        if Flag is not None and issubclass(cls, Flag):
            return f"<flag {cls.__name__!r}>"
        return f"<enum {cls.__name__!r}>"


EnumMeta = EnumType
_proxy = type(type.__dict__)
Enum = Flag = None


class Enum(metaclass=EnumType):
    def __new__(cls, value):
        if type(value) is cls:
            return value
        found = cls._find(value)
        if found is not None:
            return found
        if not cls._member_map_:
            raise TypeError(f"{cls!r} has no members defined")
        result = exc = None
        try:
            result = cls._missing_(value)
        except Exception as error:
            exc = error
        if isinstance(result, cls) or Flag is not None and issubclass(cls, Flag) and isinstance(result, int):
            return result
        problem = ValueError(f"{value!r} is not a valid {cls.__qualname__}")
        if result is None and exc is None:
            raise problem
        if exc is None:
            exc = TypeError(
                f"error in {cls.__name__}._missing_: returned {result!r} instead of None or a valid member"
            )
        if not isinstance(exc, ValueError):
            exc.__context__ = problem
        raise exc

    def __init__(self, *args, **kwds):
        pass

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start
        try:
            return max(last_values) + 1
        except TypeError:
            raise TypeError("unable to sort non-numeric values") from None

    @classmethod
    def _missing_(cls, value):
        return None

    def __repr__(self):
        shown = self._value_
        return f"<{self.__class__.__name__}.{self._name_}: {shown!r}>"

    def __str__(self):
        return f"{self.__class__.__name__}.{self._name_}"

    def __format__(self, format_spec):
        return str.__format__(str(self), format_spec)

    def __dir__(self):
        return sorted({"__class__", "__doc__", "__eq__", "__hash__", "__module__", "name", "value", *self.__dict__})

    def __hash__(self):
        return hash(self._name_)

    def __reduce_ex__(self, proto):
        return self.__class__, (self._value_,)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    @property
    def name(self):
        return self._name_

    @property
    def value(self):
        return self._value_


class ReprEnum(Enum):
    pass


class IntEnum(int, ReprEnum):
    def __str__(self):
        return int.__repr__(self)

    def __format__(self, format_spec):
        return int.__format__(self, format_spec)

    __hash__ = int.__hash__

    def __reduce_ex__(self, proto):
        return self.__class__, (self._value_,)


class StrEnum(str, ReprEnum):
    def __new_member__(cls, *values):
        for value in values:
            if not isinstance(value, str):
                raise TypeError(f"{value!r} is not a string")
        one = str.__new__(cls, *values)
        one._value_ = str(*values)
        return one

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()

    def __str__(self):
        return str.__str__(self._value_)

    def __format__(self, format_spec):
        return str.__format__(self._value_, format_spec)

    __hash__ = str.__hash__


class FlagBoundary(StrEnum):
    STRICT = auto()
    CONFORM = auto()
    EJECT = auto()
    KEEP = auto()


STRICT, CONFORM, EJECT, KEEP = FlagBoundary


class Flag(Enum):
    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start if start is not None else 1
        return 1 << max(last_values).bit_length()

    @classmethod
    def _missing_(cls, value):
        if not isinstance(value, int):
            raise ValueError(f"{value!r} is not a valid {cls.__qualname__}")
        mask = cls._flag_mask_
        every = (1 << mask.bit_length()) - 1
        if value < 0:
            value &= every & mask
        unknown = value & ~mask
        if unknown:
            if cls._boundary_ is STRICT or cls._boundary_ == "strict":
                width = max(value.bit_length(), mask.bit_length())
                raise ValueError(
                    f"{cls!r} invalid value {value!r}\n"
                    f"    given {_bits(value, width)}\n"
                    f"  allowed {_bits(mask, width)}"
                )
            if cls._boundary_ == "conform":
                value &= mask
            elif cls._boundary_ == "eject":
                return value
        known = cls._value2member_map_.get(value)
        if known is not None:
            return known
        one = object.__new__(cls) if cls._member_type_ is object else cls._member_type_.__new__(cls, value)
        one._value_ = value
        names = [part._name_ for part in cls if part._value_ & value]
        one._name_ = "|".join(names) or None
        cls._value2member_map_[value] = one
        return one

    def __contains__(self, other):
        if not isinstance(other, self.__class__):
            raise TypeError(
                f"unsupported operand type(s) for 'in': {type(other).__qualname__!r} and {self.__class__.__qualname__!r}"
            )
        return other._value_ & self._value_ == other._value_

    def __iter__(self):
        for part in type(self):
            if part._value_ & self._value_:
                yield part

    def __len__(self):
        return self._value_.bit_count()

    def __repr__(self):
        if self._name_ is None:
            return f"<{self.__class__.__name__}: {self._value_!r}>"
        return f"<{self.__class__.__name__}.{self._name_}: {self._value_!r}>"

    def __str__(self):
        if self._name_ is None:
            return f"{self.__class__.__name__}({self._value_!r})"
        return f"{self.__class__.__name__}.{self._name_}"

    def __bool__(self):
        return bool(self._value_)

    def _other(self, other):
        if isinstance(other, self.__class__):
            return other._value_
        if self._member_type_ is not object and isinstance(other, self._member_type_):
            return other
        return NotImplemented

    def __or__(self, other):
        value = self._other(other)
        return value if value is NotImplemented else self.__class__(self._value_ | value)

    def __and__(self, other):
        value = self._other(other)
        return value if value is NotImplemented else self.__class__(self._value_ & value)

    def __xor__(self, other):
        value = self._other(other)
        return value if value is NotImplemented else self.__class__(self._value_ ^ value)

    def __invert__(self):
        return self.__class__(self._flag_mask_ & ~self._value_)

    __ror__, __rand__, __rxor__ = __or__, __and__, __xor__
    __hash__ = Enum.__hash__


def _bits(value, width):
    return f"0b0 {value:0{width}b}"


class IntFlag(int, ReprEnum, Flag, boundary=KEEP):
    def __str__(self):
        return int.__repr__(self)

    def __format__(self, format_spec):
        return int.__format__(self, format_spec)

    __hash__ = int.__hash__
    __bool__ = Flag.__bool__
    __or__, __and__, __xor__, __invert__ = Flag.__or__, Flag.__and__, Flag.__xor__, Flag.__invert__
    __ror__, __rand__, __rxor__ = Flag.__or__, Flag.__and__, Flag.__xor__


def unique(enumeration):
    duplicates = [(name, one.name) for name, one in enumeration.__members__.items() if name != one.name]
    if duplicates:
        details = ", ".join(f"{alias} -> {name}" for alias, name in duplicates)
        raise ValueError(f"duplicate values found in {enumeration!r}: {details}")
    return enumeration


def global_enum(cls, update_str=False):
    return cls


def show_flag_values(value):
    return [1 << i for i in range(value.bit_length()) if value >> i & 1]
`;
