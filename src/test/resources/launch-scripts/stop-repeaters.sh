#!/bin/bash
export count=`cat ~/var/repcount.txt`
export end=`expr $count - 1`
for (( i=0;i<=${end};i++))
do
  export index=${i}
  if [ -f ~/var/repeater-${index}.iid ]
  then
    export iid=`cat ~/var/repeater-${index}.iid`
    /opt/ec2/tools/bin/ec2-terminate-instances ${iid}
  fi
done
